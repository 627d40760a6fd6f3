import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDueBroadcasts } from '../../src/broadcasts/start-due.ts';
import { noteAbilities } from '../../src/outbox/note-abilities.ts';
import { type ApiShop, openApiShop } from '../api/api-shop.ts';
import { scripted } from '../outbox/house.ts';

let shop: ApiShop;
let key: string;
beforeAll(async () => {
  shop = await openApiShop();
  key = await shop.key('campaigns', 'approvals');
  const channel = scripted();
  shop.app.channels.set(channel.name, channel);
  await noteAbilities(shop.app, channel);
  await shop.query(
    `with made as (insert into customer (id, language, marketing, joined_at, agreed_version, created_at)
       select gen_random_uuid(), 'en', true, now(), '1', now() from generate_series(1, 12) returning id)
     insert into identity (customer_id, channel, address, created_at) select id, 'tape', id::text, now() from made`,
  );
  await shop.query(`insert into segment (name, created_at) values ('Regulars', now())`);
  await shop.query(
    `insert into segment_member select s.id, c.id from segment s, (select id from customer order by id limit 5) c`,
  );
});
afterAll(() => shop?.close());

const minutes = (n: number) => {
  shop.clock.at = new Date(shop.clock.at.getTime() + n * 60_000);
};

test('a broadcast is looked at, made, read, paused, resumed and stopped by machines', async () => {
  const { ref } = await shop.campaign({ ref: 'LATTE', terms: { kind: 'points', points: 1 } });
  const mocha = await shop.campaign({ ref: 'MOCHA', terms: { kind: 'points', points: 2 } });
  const plan = { campaign: ref, variants: [{ segment: 'regulars', campaign: 'MOCHA', texts: { en: 'Hi {name}' } }] };
  const looked = await shop.call(key, 'POST /broadcasts/preflight', plan);
  expect(looked.status).toBe(200);
  expect(looked.body).toMatchObject({
    people: 12,
    personal: true,
    variants: [{ people: 7 }, { campaignId: mocha.id, people: 5 }],
    capped: 0,
    worstMinor: 0,
  });
  const made = await shop.call(key, 'POST /broadcasts', plan);
  expect([made.status, made.body.state, made.body.figures.planned]).toEqual([201, 'waiting', 0]);
  const at = `/broadcasts/${made.body.id}`;
  minutes(2);
  await startDueBroadcasts(shop.app);
  const read = await shop.call(key, `GET ${at}`);
  expect(read.body).toMatchObject({ state: 'sending', figures: { planned: 12, waiting: 12 } });
  expect((await shop.call(key, `POST ${at}/pause`)).body.state).toBe('paused');
  expect((await shop.call(key, `POST ${at}/resume`)).body.state).toBe('sending');
  expect((await shop.call(key, `POST ${at}/stop`)).body.state).toBe('stopped');
});

test('what does not fit is refused with what would make it work', async () => {
  const say = async (path: string, body: object) => (await shop.call(key, `POST ${path}`, body)).body.code;
  await shop.campaign({ ref: 'CHAI', terms: { kind: 'points', points: 1 } });
  expect(await say('/broadcasts', { campaign: 'CHAI', texts: { en: 'Hi {nmae}' } })).toBe('blank-unknown');
  expect(await say('/broadcasts', { campaign: 'CHAI', segment: 'nobody' })).toBe('segment-unknown');
  expect(await say('/broadcasts', { campaign: 'NOPE' })).toBe('campaign-unknown');
  expect(await say('/broadcasts', { campaign: 'CHAI', localAt: '2026-12-24 23:00' })).toBe('body-invalid');
  expect(await say('/broadcasts/018f0000-0000-7000-8000-000000000000/stop', {})).toBe('broadcast-unknown');
  const only = await shop.key('campaigns');
  expect((await shop.call(only, 'PATCH /marketing-rules', { perDay: 9 })).body.code).toBe('key-scope');
});

test('a key cannot approve what it made itself, and another one can', async () => {
  await shop.call(key, 'PATCH /marketing-rules', { approvalAbove: 3 });
  const [{ id: customer }] = await shop.query('select id from customer limit 1');
  await shop.query(`insert into staff (customer_id, role, created_at) values ($1, 'owner', now())`, [customer]);
  await shop.campaign({ ref: 'TEA1', terms: { kind: 'points', points: 1 } });
  const made = await shop.call(key, 'POST /broadcasts', { campaign: 'TEA1' });
  expect(made.body.approval).toBe('asked');
  const approve = `POST /broadcasts/${made.body.id}/approve`;
  expect((await shop.call(key, approve)).body.code).toBe('approval-own');
  const other = await shop.key('approvals');
  const { mark } = made.body.asked;
  expect(made.body.asked).toEqual({ mark, people: 12, worstMinor: 0, changes: [] });
  expect((await shop.call(other, `${approve}?mark=another`)).body.approval).toBe('asked');
  expect((await shop.call(other, `${approve}?mark=${mark}`)).body).toMatchObject({
    approval: 'given',
    asked: { mark },
  });
});

test('a campaign is repeated on the days of a calendar until it is ended', async () => {
  await shop.campaign({ ref: 'CAKE', terms: { kind: 'points', points: 1 } });
  const repeats = { every: 'calendar', calendar: 'holidays', time: '10:00', clock: 'customer' };
  const repeat = () => shop.call(key, 'POST /broadcasts/repeat', { campaign: 'CAKE', repeats });
  expect((await repeat()).body.code).toBe('calendar-unknown');
  const days = await shop.call(key, 'POST /calendars', { name: 'holidays', add: ['2026-11-26', '2026-12-25'] });
  expect(days.body).toEqual({ calendars: [{ name: 'holidays', days: ['2026-11-26', '2026-12-25'] }] });
  expect((await repeat()).status).toBe(201);
  expect((await shop.call(key, 'GET /campaigns/CAKE/repeat')).body.series.repeats).toEqual(repeats);
  expect(await shop.query('select period, wall_at from broadcast where series_id is not null')).toEqual([
    { period: '2026-11-26', wall_at: '2026-11-26 10:00' },
  ]);
  expect((await shop.call(key, 'POST /campaigns/CAKE/repeat/end')).body).toEqual({ ended: true });
  expect((await shop.call(key, 'GET /campaigns/CAKE/repeat')).body).toEqual({ series: null });
});
