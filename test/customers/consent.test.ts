import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { App } from '../../src/app.ts';
import { createCampaign } from '../../src/campaigns/create-campaign.ts';
import type { Button } from '../../src/chat/channel.ts';
import { openHear } from '../../src/chat/hear.ts';
import { demoCampaigns } from '../../src/demo/demo-campaigns.ts';
import { inTransaction } from '../../src/transaction.ts';
import { languages } from '../../src/words/index.ts';
import { type Counter, openCounter, shop } from '../coupons/counter.ts';
import { dropEmptied } from '../support/database.ts';
import { openTestShop } from '../support/shop.ts';

let counter: Counter;
let app: App;
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
beforeAll(async () => {
  counter = await openCounter();
  app = { database: counter.database, shop, clock: counter.clock, log } as unknown as App;
});
afterAll(async () => {
  await counter.close();
  await dropEmptied();
});

/** A customer who agreed to an earlier text. */
async function customerOf(purposes: 'all' | 'service', language = 'en') {
  const from = `w${randomUUID()}`;
  const hear = openHear(app, { claim: async () => undefined });
  const say = async (text: string) =>
    (await hear({ id: randomUUID(), channel: 'web', from, text, language })).messages as {
      title?: string;
      text: string;
      buttons: (Button & { says: string })[];
    }[];
  await say(`/agree 2026-11 ${purposes}`);
  const [{ id }] = await counter.database.query('select customer_id as id from identity where address = $1', [from]);
  await counter.database.query(`update customer set agreed_version = '2025-01' where id = $1`, [id]);
  const facts = async () => {
    const [{ marketing, version }] = await counter.database.query(
      'select marketing, agreed_version as version from customer where id = $1',
      [id],
    );
    const consents: object[] = await counter.database.query(
      'select purpose, granted, text_version as version from consent where customer_id = $1 order by id',
      [id],
    );
    // Without the two of joining.
    return { marketing, version, consents: consents.slice(2) };
  };
  return { say, facts };
}

test('a new text is shown once, one tap agrees, and the line that came is carried through', async () => {
  const { say, facts } = await customerOf('all');
  const [asked, ...none] = await say('/points');
  expect(none).toEqual([]);
  expect(asked!.title).toBe('What you agree to has changed');
  expect(asked!.text).toContain(shop.words('en').chat.consent());
  expect(asked!.buttons.map(({ label }) => label)).toEqual(['Agree', 'Agree, no offers', 'Privacy']);
  expect(await facts()).toEqual({ marketing: true, version: '2025-01', consents: [] });
  const [thanks, points] = await say(asked!.buttons[0]!.says);
  expect(thanks!.text).toMatch(/^Thank you/);
  expect(points!.title).toBe('0 points');
  expect(await facts()).toEqual({
    marketing: true,
    version: '2026-11',
    consents: [
      { purpose: 'service', granted: true, version: '2026-11' },
      { purpose: 'marketing', granted: true, version: '2026-11' },
    ],
  });
  expect((await say('/points'))[0]!.title).toBe('0 points');
});

test('who had no offers is asked for none, and who had them may leave them', async () => {
  const without = await customerOf('service');
  const [asked] = await without.say('/coupons');
  expect(asked!.buttons.map(({ label }) => label)).toEqual(['Agree', 'Privacy']);
  await without.say(asked!.buttons[0]!.says);
  expect(await without.facts()).toMatchObject({ marketing: false, version: '2026-11' });
  const back = await customerOf('all');
  expect((await back.say('/start'))[0]!.title).toBe('What you agree to has changed');
  const leaving = await customerOf('all');
  await leaving.say((await leaving.say('/coupons'))[0]!.buttons[1]!.says);
  expect(await leaving.facts()).toMatchObject({ marketing: false, version: '2026-11' });
});

test('stopping, privacy and language need no new agreement, in any language', async () => {
  for (const language of languages) {
    const { say, facts } = await customerOf('all', language);
    const { chat } = shop.words(language);
    const [privacy] = await say('/privacy');
    expect(privacy!.buttons.map(({ label }) => label)).toEqual([chat.agreeAgain(), chat.agreeAgainService()]);
    expect((await say('/stop'))[0]!.text).toBe(chat.stopped());
    expect((await say('/drops'))[0]!.title).toBe(chat.textChanged());
    expect(await facts()).toMatchObject({ marketing: false, version: '2025-01' });
  }
});

test('a claim in a rush waits for no new agreement', async () => {
  const rushed = await openTestShop({ at: new Date('2027-03-01T01:00:00Z'), channels: ['web'] });
  try {
    await inTransaction(rushed.app, (tx) => createCampaign(tx, { kind: 'operator' }, demoCampaigns(tx.shop)[0]!));
    const mali = await rushed.phone('web', 'Mali', 'en');
    await mali.type('/agree 2026-11 all');
    await rushed.app.pool.query(`update customer set agreed_version = '2025-01'`);
    expect((await mali.type('/claim LATTE'))[0]!.code).toMatch(/^\w{4}-/);
    expect((await mali.type('/coupons'))[0]!.title).toBe('What you agree to has changed');
    const shown = await mali.tap('Agree');
    expect(shown.map(({ title }) => title)).toEqual([undefined, 'Your coupons']);
  } finally {
    await rushed.close();
  }
});
