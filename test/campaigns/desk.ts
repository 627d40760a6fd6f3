import { expect } from 'vitest';
import { type Role, Staff } from '../../entities/staff.ts';
import { createCampaign } from '../../src/campaigns/create-campaign.ts';
import type { CampaignInput } from '../../src/campaigns/terms.ts';
import type { Message } from '../../src/chat/channel.ts';
import { openHear } from '../../src/chat/hear.ts';
import { openRush } from '../../src/commands/rush.ts';
import { gatherClaims } from '../../src/coupons/gather-claims.ts';
import { newId } from '../../src/lib/ids.ts';
import { CONSENT_VERSION } from '../../src/shop.ts';
import type { Actor } from '../../src/staff/actor.ts';
import { createStore } from '../../src/stores/create-store.ts';
import { inTransaction, type Tx } from '../../src/transaction.ts';
import type { Language } from '../../src/words/index.ts';
import { openHouse } from '../outbox/house.ts';

export const operator: Actor = { kind: 'operator' };

/** A house with marketers and customers who say lines, heard by the real function. */
export async function openDesk(settings: Record<string, string> = {}) {
  const house = await openHouse(settings);
  const hear = openHear(house, { claim: openRush(house, gatherClaims(house)) });
  const run = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(house, work);
  let lines = 0;
  let people = 0;

  async function customer(name: string, { language = 'en' as Language, channel = 'terminal' } = {}) {
    const id = newId(house.clock.now().getTime());
    const address = `${name}-${++people}`;
    await house.rows(
      'insert into customer (id, name, language, joined_at, agreed_version, marketing, created_at) values ($1, $2, $3, $4, $5, true, $4)',
      [id, name, language, house.clock.now(), CONSENT_VERSION],
    );
    await house.rows(
      'insert into identity (customer_id, channel, address, heard_at, created_at) values ($1, $2, $3, $4, $4)',
      [id, channel, address, house.clock.now()],
    );
    const [row] = await house.rows<{ identity: string }>('select id as identity from identity where address = $1', [
      address,
    ]);
    return {
      id,
      identity: row!.identity,
      address,
      /** Says a line and gives the answer, whose buttons all have to fit every channel. */
      async say(text: string): Promise<Message[]> {
        const { messages } = await hear({ id: `line-${++lines}`, channel, from: address, text });
        for (const button of messages.flatMap((one) => one.buttons ?? [])) {
          if ('says' in button) expect(Buffer.byteLength(button.says)).toBeLessThanOrEqual(64);
        }
        return messages;
      },
    };
  }
  type Customer = Awaited<ReturnType<typeof customer>>;

  return {
    ...house,
    run,
    customer,
    async staff(
      name: string,
      role: Role,
      language: Language = 'en',
    ): Promise<Customer & { by: Actor & { kind: 'staff' } }> {
      const person = await customer(name, { language });
      const rows = await house.rows<{ id: string }>(
        'insert into staff (customer_id, role, created_at) values ($1, $2, $3) returning id',
        [person.id, role, house.clock.now()],
      );
      const staff = await house.database.manager.findOneByOrFail(Staff, { id: rows[0]!.id });
      return { ...person, by: { kind: 'staff', staff } };
    },
    store: (name: string) => run((tx) => createStore(tx, operator, { name })),
    campaign: (input: Omit<CampaignInput, 'terms'> & { terms?: Partial<CampaignInput['terms']> } = {}) =>
      run((tx) => {
        const what = input.terms?.kind ? {} : { kind: 'amount' as const, amountMinor: 2000 };
        const terms = {
          name: { en: 'Latte' },
          validity: { days: 30 },
          ...what,
          ...input.terms,
        } as CampaignInput['terms'];
        return createCampaign(tx, operator, { ...input, terms });
      }),
    /** The code of a coupon that this person claims. */
    async claim(person: Customer, ref: string): Promise<string> {
      const [card] = await person.say(`/claim ${ref}`);
      if (!card?.code) throw new Error(`No coupon: ${card?.text}`);
      return card.code.text;
    },
    async end() {
      await house.end();
    },
  };
}

export type Desk = Awaited<ReturnType<typeof openDesk>>;

/** What the button with this label says. */
export function tap(messages: Message[], label: string): string {
  const buttons = messages.flatMap((one) => one.buttons ?? []);
  const button = buttons.find((one) => one.label === label);
  if (!button || !('says' in button)) throw new Error(`No ${label} in ${buttons.map((one) => one.label).join(', ')}`);
  return button.says;
}
