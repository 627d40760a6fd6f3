import { randomUUID } from 'node:crypto';
import type { App } from '../../src/app.ts';
import { createCampaign } from '../../src/campaigns/create-campaign.ts';
import type { Hear, Message } from '../../src/chat/channel.ts';
import { readConfig } from '../../src/config.ts';
import { openApp } from '../../src/main/open-app.ts';
import { CONSENT_VERSION } from '../../src/shop.ts';
import { inTransaction, type Tx } from '../../src/transaction.ts';
import { freshDatabase } from '../support/database.ts';

const OWNERS = 'web:owner,telegram:1001';

/** A shop that is heard by two processes at once, and by whoever wants to break it. */
export async function openAttackedShop(at = new Date('2026-12-01T04:00:00Z')) {
  const { connection, drop } = await freshDatabase();
  const clock = { at, now: () => clock.at };
  const logged: string[] = [];
  const write = (facts: object, sentence: string) => void logged.push(`${sentence} ${JSON.stringify(facts)}`);
  const config = readConfig({ OWNERS, BRAND_LANGUAGE: 'en' }, '/nowhere/.env');
  const open = () =>
    openApp(config, Buffer.alloc(32, 9), connection, { info: () => undefined, warn: write, error: write }, clock);
  const [one, other] = [await open(), await open()];

  const sayTo =
    (hear: Hear) =>
    async (who: string, text: string, id: string = randomUUID()): Promise<Message[]> => {
      const [channel, from] = who.split(':') as [string, string];
      return (await hear({ id, channel, from, text, name: from, language: 'en' })).messages;
    };
  const say = sayTo(one.hear);
  return {
    app: one.app as App,
    clock,
    logged,
    /** Says a line to the first process. */
    say,
    /** Says a line to the second process on the same database. */
    sayElsewhere: sayTo(other.hear),
    join: (who: string, purposes = 'all') => say(who, `/agree ${CONSENT_VERSION} ${purposes}`),
    run: <T>(work: (tx: Tx) => Promise<T>) => inTransaction(one.app, work),
    campaign: (ref: string, what: object = {}) =>
      inTransaction(one.app, (tx) =>
        createCampaign(tx, { kind: 'operator' }, {
          ref,
          terms: { kind: 'amount', amountMinor: 3000, name: { en: ref }, validity: { days: 30 } },
          ...what,
        } as never),
      ),
    rows: <T = Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<T[]> =>
      one.app.database.query(sql, values),
    /** Links two identities by the conversation; gives the link's ref. */
    async link(here: string, there: string): Promise<string> {
      const code = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(textOf(await say(here, '/link')))![0];
      const preview = await say(there, `/link ${code}`);
      const yes = preview.flatMap(({ buttons }) => buttons ?? []).find((b) => 'says' in b && /yes/.test(b.says))!;
      const says = (yes as { says: string }).says;
      await say(there, says);
      const linked = textOf(await say(here, says.replace('yes', 'ok')));
      const [{ ref }] = await one.app.database.query(
        'select upper(right(id::text, 8)) as ref from customer_link order by id desc limit 1',
      );
      if (!linked.includes(ref)) throw new Error(linked);
      return ref;
    },
    async customerOf(who: string): Promise<string> {
      const [row] = await one.app.database.query(
        'select customer_id from identity where channel = $1 and address = $2',
        who.split(':'),
      );
      return row.customer_id;
    },
    async close() {
      await one.close();
      await other.close();
      await drop();
    },
  };
}

export const textOf = (messages: Message[]): string =>
  messages.map(({ title, text, code }) => [title, text, code?.text].filter(Boolean).join('\n')).join('\n\n');
