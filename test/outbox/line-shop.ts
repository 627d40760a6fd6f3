import { type LineAdapter, openLine } from '../../adapters/line/index.ts';
import { countBroadcast, type Figures } from '../../src/broadcasts/count-broadcast.ts';
import { startBroadcast } from '../../src/broadcasts/start-broadcast.ts';
import { startDueBroadcasts } from '../../src/broadcasts/start-due.ts';
import { createCampaign } from '../../src/campaigns/create-campaign.ts';
import type { Message } from '../../src/chat/channel.ts';
import { rideAlong } from '../../src/chat/ride-along.ts';
import { type Post, post } from '../../src/outbox/post.ts';
import { runSender, type Sender } from '../../src/outbox/run-sender.ts';
import type { Actor } from '../../src/staff/actor.ts';
import { inTransaction } from '../../src/transaction.ts';
import { scriptedHouse } from '../adapters/line-house.ts';
import { type FakeLine, type LinePhone, lineId, startLine } from '../phones/line.ts';
import { type House, meet, openHouse, type Someone, until } from './house.ts';

const [secret, accessToken] = ['the channel secret', 'the access token'];

export type Friend = Someone & { phone: LinePhone };

/** The house with the real LINE adapter, which calls a fake platform. `fresh` gives it a new one and an empty shop. */
export interface LineShop {
  house: House;
  line: FakeLine;
  fresh(): Promise<void>;
  send(): Sender;
  friend(name: string, more?: Record<string, unknown>): Promise<Friend>;
  tell(friend: Someone, text: string, more?: Partial<Post>): Promise<boolean>;
  /** What would go with the answer to something that this person says. */
  ride(friend: Friend): Promise<Message[]>;
  /** A broadcast that is being sent. */
  begin(by?: Actor, plan?: object): Promise<string>;
  figures(id: string): Promise<Figures>;
  /** The state of each message, oldest first. */
  states(): Promise<string[]>;
  /** Until nothing is on its way and so many attempts were written down. */
  rested(table: 'delivery' | 'broadcast_chunk', calls: number): Promise<void>;
  end(): Promise<void>;
}

export async function openLineShop(): Promise<LineShop> {
  const house = await openHouse();
  const running: Sender[] = [];
  let adapter: LineAdapter | undefined;

  async function stop(): Promise<void> {
    await Promise.all(running.splice(0).map((one) => one.close()));
    await adapter?.close();
    await shop.line?.close();
  }

  const shop: LineShop = {
    house,
    line: undefined as unknown as FakeLine,
    async fresh() {
      await stop();
      house.at('2027-03-01T04:00:00Z');
      await house.pool.query('truncate customer, campaign, delivery, sender cascade');
      await house.pool.query(`insert into setting values ('marketing.holdout_percent', '0') on conflict do nothing`);
      shop.line = await startLine({ channelSecret: secret, accessToken, idle: 60 });
      const { apiBase, dataApiBase } = shop.line;
      const options = { secret, accessToken, apiBase, dataApiBase, language: 'en' };
      adapter = openLine(
        options,
        scriptedHouse(() => ({})),
      );
      house.channels.clear();
      house.channels.set('line', adapter);
    },
    send() {
      const sender = runSender(house, adapter!, 300);
      running.push(sender);
      return sender;
    },
    async friend(name, more = {}) {
      return { ...(await meet(house, { address: lineId(name), ...more }, 'line')), phone: shop.line.person(name) };
    },
    tell: ({ customer }, text, more = {}) =>
      inTransaction(house, (tx) =>
        post(tx, customer, { subject: `test:${text}`, class: 'notice', say: () => [{ text }], ...more }),
      ),
    ride({ customer, address }) {
      const person = { customer: { id: customer }, identity: { channel: 'line', address } } as never;
      return inTransaction(house, (tx) => rideAlong(tx, person, 4));
    },
    async begin(by = { kind: 'operator' }, plan = {}) {
      const terms = {
        kind: 'amount' as const,
        name: { en: 'Free latte' },
        amountMinor: 10_000,
        validity: { days: 60 },
      };
      const operator = { kind: 'operator' } as const;
      const { id: campaignId } = await inTransaction(house, (tx) =>
        createCampaign(tx, operator, { terms, stock: 100 }),
      );
      const { id } = await inTransaction(house, (tx) => startBroadcast(tx, by, { campaignId, ...plan }));
      house.pass(61_000);
      await startDueBroadcasts(house);
      return id;
    },
    figures: (id) => countBroadcast(house.database.manager, id),
    states: async () =>
      (await house.rows<{ state: string }>('select state from delivery order by created_at, id')).map(
        (one) => one.state,
      ),
    rested: (table, calls) =>
      until(async () => {
        const made = [...shop.line.calls].filter(([name]) => /message\/(push|multicast)$/.test(name));
        const flying = await house.rows(`select 1 from ${table} where lease_token is not null`);
        return made.reduce((all, [, count]) => all + count, 0) >= calls && flying.length === 0;
      }),
    async end() {
      await stop();
      await house.end();
    },
  };
  return shop;
}
