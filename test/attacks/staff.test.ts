import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../src/chat/channel.ts';
import { unsealMessages } from '../../src/chat/sealed.ts';
import { sayForgottenAnswers } from '../../src/outbox/say-forgotten-answers.ts';
import { openAttackedShop, textOf } from './attacked-shop.ts';

let shop: Awaited<ReturnType<typeof openAttackedShop>>;
beforeAll(async () => {
  shop = await openAttackedShop();
  await shop.say('web:owner', '/start');
  await shop.say('web:owner', '/store new Station');
});
afterAll(() => shop.close());

/** Its text, and what its buttons open. */
const whole = (messages: Message[]) =>
  `${textOf(messages)} ${messages.flatMap(({ buttons = [] }) => buttons.map((one) => ('opens' in one ? one.opens : ''))).join(' ')}`;
const secretIn = (text: string) => /\b[0-9A-HJKMNP-TV-Z]{5}-?[0-9A-HJKMNP-TV-Z]{5}\b/.exec(text)![0];

describe('Staff under attack', () => {
  it('cannot come back by an invitation that they made before they were dismissed', async () => {
    const secret = secretIn(textOf(await shop.say('web:owner', '/invite owner')));
    await shop.say('web:second', `/join ${secret}`);
    const spare = secretIn(textOf(await shop.say('web:second', '/invite owner')));
    const [second] = await shop.rows('select id from staff where customer_id = $1', [
      await shop.customerOf('web:second'),
    ]);
    await shop.say('web:owner', `/staff end ${second!.id}`);
    await shop.say('web:second', `/join ${spare}`);
    await shop.say('web:friend', `/join ${spare}`);
    const here = await shop.rows(`select 1 from staff where ended_at is null`);
    expect(here).toHaveLength(1);
  });

  it('leave no code in clear anywhere in the database', async () => {
    await shop.campaign('NEEDS', {
      terms: { kind: 'percent', percentBasisPoints: 1000, name: { en: 'n' }, validity: { days: 30 } },
    });
    await shop.join('line:f1');
    const [card] = await shop.say('line:f1', '/claim NEEDS');
    const code = card!.code!.text;
    for (const line of [
      `/redeem ${code}`,
      '/cancel',
      `/check ${code}`,
      code,
      `/redeem ${code}`,
      `核銷 ${code}`,
      `/check ${code} x`,
    ]) {
      await shop.say('web:owner', line);
      const tables = await shop.rows<{ t: string }>(
        `select table_name as t from information_schema.tables where table_schema = 'public'`,
      );
      for (const { t } of tables) {
        const found = await shop.rows(`select x::text from "${t}" x where replace(x::text, '-', '') ilike $1`, [
          `%${code.replaceAll('-', '')}%`,
        ]);
        expect(found, `${line} in ${t}`).toEqual([]);
      }
    }
  });

  it('leave no invitation, no link code and no link to the console in clear anywhere in the database, and are told them again', async () => {
    const inClear = async (secret: string, line: string) => {
      const tables = await shop.rows<{ t: string }>(
        `select table_name as t from information_schema.tables where table_schema = 'public'`,
      );
      for (const { t } of tables) {
        const found = await shop.rows(`select x::text from "${t}" x where replace(x::text, '-', '') ilike $1`, [
          `%${secret.replaceAll('-', '')}%`,
        ]);
        expect(found, `${line} in ${t}`).toEqual([]);
      }
    };
    await shop.join('line:f2');
    for (const [who, line, shape] of [
      ['web:owner', '/invite clerk', /(?<=\/join )\S+/],
      ['line:f2', '/link', /(?<=\/link )\S+/],
      ['web:owner', '/console', /(?<=\/console#)\w+/],
    ] as const) {
      const id = randomUUID();
      const first = await shop.say(who, line, id);
      const [secret] = shape.exec(whole(first))!;
      expect(secret).toMatch(/^[0-9A-Z]{10}$|^[0-9A-Z]{4}-[0-9A-Z]{4}$|^[0-9A-Z]{32}$/);
      await inClear(secret, line);
      expect(whole(await shop.sayElsewhere(who, line, id))).toBe(whole(first));
      // Nobody took the answer: the outbox says it, and holds it no more in clear than the answer.
      shop.clock.at = new Date(shop.clock.at.getTime() + 60_000);
      await sayForgottenAnswers(shop.app);
      const [row] = await shop.rows<{ messages: object[] }>('select messages from delivery where subject = $1', [
        `answer:${who.split(':')[0]}:${id}`,
      ]);
      await inClear(secret, `${line}, forgotten,`);
      expect(whole(unsealMessages(shop.app.shop, row!.messages))).toBe(whole(first));
    }
  });

  it('cannot reach what every JavaScript object has by typing its name', async () => {
    await shop.campaign('PROTO');
    for (const line of [
      '/new constructor',
      '/new __proto__',
      '/campaigns PROTO constructor',
      '/campaigns PROTO __proto__',
      '/broadcast PROTO constructor',
      '/broadcast PROTO __proto__',
    ]) {
      await shop.say('web:owner', line);
    }
    expect(shop.logged).toEqual([]);
  });
});
