import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Staff } from '../../entities/staff.ts';
import { startDueBroadcasts } from '../../src/broadcasts/start-due.ts';
import { noteAbilities } from '../../src/outbox/note-abilities.ts';
import { scripted } from '../outbox/house.ts';
import { type ConsoleShop, openConsoleShop } from './console-shop.ts';

let shop: ConsoleShop;
let ploy: Staff;
let mine: string;
let owners: string;
beforeAll(async () => {
  shop = await openConsoleShop();
  const channel = scripted();
  shop.app.channels.set(channel.name, channel);
  await noteAbilities(shop.app, channel);
  await join(12);
  ploy = await shop.staff('marketer', 'Ploy');
  mine = await shop.signIn(ploy);
  owners = await shop.signIn(await shop.staff('owner', 'Somchai'));
});
afterAll(() => shop?.close());

/** So many more people who agreed to offers, on a channel that can be reached. */
const join = (count: number) =>
  shop.query(
    `with made as (insert into customer (id, name, language, marketing, joined_at, agreed_version, created_at)
       select gen_random_uuid(), '<b>Mali', 'en', true, now(), '1', now() from generate_series(1, $1) returning id)
     insert into identity (customer_id, channel, address, created_at) select id, 'tape', id::text, now() from made`,
    [count],
  );
const points = (ref: string) => shop.campaign({ ref, terms: { kind: 'points', points: 1 } });
const get = async (path: string, who = mine) => (await shop.ask(who, `GET ${path}`)).body;
const post = (path: string, body: object = {}, who = mine) => shop.ask(who, `POST ${path}`, body);
const sum = ({ planned, ...rest }: Record<string, number>) =>
  Object.values(rest).reduce((all, one) => all + one, 0) - planned!;

test('managers read campaigns and nothing of what is told or happens by itself; each no says who may', async () => {
  await points('READ');
  const boss = await shop.signIn(await shop.staff('manager', 'Arthit'));
  expect(await shop.ask(boss, 'GET /campaigns/READ')).toMatchObject({
    status: 200,
    body: { called: 'Latte', standing: 'live', lines: expect.arrayContaining(['READ · live']) },
  });
  const closed = ['GET /broadcasts', 'GET /triggers', 'GET /triggers/welcome', 'GET /triggers/welcome/effects'];
  for (const what of [...closed, 'GET /triggers/welcome/try']) {
    expect(await shop.ask(boss, what), what).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
  }
  expect(await post('/campaigns/READ/stop', {}, boss)).toMatchObject({
    status: 403,
    body: { remedy: expect.stringMatching(/owner/i) },
  });
  const made = await post('/broadcasts', { campaign: 'READ' });
  expect((await shop.ask(boss, `GET /broadcasts/${made.body.id}`)).status).toBe(403);
});

test('a manager of one store reads what was used there, in the list, the card and the results', async () => {
  const { id } = await points('TWOS');
  const station = (await post('/stores', { name: 'Station' }, owners)).body.id;
  await post('/stores', { name: 'Harbour' }, owners);
  const till = await shop.key('redeem');
  for (const store of ['Station', 'Harbour', 'Harbour']) {
    const { code } = await shop.claim(id, await shop.person('Ken'));
    expect((await shop.call(till, 'POST /redeem', { code, store })).status).toBeLessThan(300);
  }
  const here = await shop.signIn(await shop.staff('manager', 'Malee', station));
  const listed = async (who: string) =>
    (await get('/campaigns?figures=true', who)).campaigns.find((one: { ref: string }) => one.ref === 'TWOS');
  expect((await listed(mine)).sentence).toBe('3 claimed, 3 redeemed');
  expect((await listed(here)).sentence).toBe('3 claimed, 1 redeemed');
  expect((await get('/campaigns', mine)).campaigns[0]).not.toHaveProperty('redeemed');
  expect((await get('/campaigns/TWOS', here)).lines).toContain('3 claimed, 1 redeemed');
  const stats = await get('/campaigns/TWOS/stats', here);
  expect(stats).toMatchObject({ title: 'Results: Latte, Station only', total: { redeemed: 1 } });
  expect(stats.lines.join('\n')).toMatch(/Station: 1 redeemed/);
  expect(stats.lines.join('\n')).not.toContain('Harbour');
});

test('what changed since it was looked at is refused in each language, and a few people more are not a change', async () => {
  const { id } = await points('SEEN');
  const plan = { campaign: 'SEEN', texts: { en: 'Hi {name}' } };
  const looked = (await post('/broadcasts/preflight', plan)).body;
  expect(looked).toMatchObject({
    people: 12,
    running: null,
    goesOut: 'It goes out in a minute.',
    lines: expect.arrayContaining([
      'Reaches 12 people who agreed to offers:',
      'It takes no money off; it gives gifts or points.',
    ]),
    kinds: [{ who: 'Everybody', campaign: 'Latte', text: expect.stringMatching(/^Hi \{name\}\n/) }],
  });
  expect(await shop.query('select 1 from broadcast where campaign_id = $1', [id])).toEqual([]);
  await shop.call(await shop.key('campaigns'), `PATCH /campaigns/${id}`, { terms: { points: 2 } });
  const says: Record<string, RegExp> = {
    en: /not as you saw it: the terms of the campaign have changed/,
    'zh-TW': /不一樣了：活動的內容改了/,
    'zh-CN': /不一样了：活动的内容改了/,
  };
  for (const [language, sentence] of Object.entries(says)) {
    const told = await shop.ask(
      mine,
      'POST /broadcasts',
      { ...plan, seen: looked.seen },
      { 'accept-language': language },
    );
    expect(told).toMatchObject({
      status: 409,
      body: { code: 'broadcast-changed', sentence: expect.stringMatching(sentence) },
    });
  }
  const other = { ...plan, texts: { en: 'Hello {name}' }, seen: (await post('/broadcasts/preflight', plan)).body.seen };
  expect((await post('/broadcasts', other)).body.sentence).toContain('what people see has changed');
  const again = (await post('/broadcasts/preflight', plan)).body.seen;
  await join(1);
  const made = await post('/broadcasts', { ...plan, seen: again });
  expect(made).toMatchObject({ status: 201, body: { state: 'waiting', acts: ['stop'], campaign: 'Latte' } });
  // Twice, and after a look that is out of date: the one that waits is the answer.
  expect((await post('/broadcasts', { ...plan, seen: looked.seen })).body.id).toBe(made.body.id);
  expect((await post('/broadcasts/preflight', plan)).body.running).toBe(made.body.id);
  expect((await post(`/broadcasts/${made.body.id}/stop`)).body).toMatchObject({ said: 'Taken back. Nobody was told.' });
});

test('a time is read as in the chat, and what could not be carried out is refused before it is looked at', async () => {
  await points('WHEN');
  const look = async (more: object) => (await post('/broadcasts/preflight', { campaign: 'WHEN', ...more })).body;
  expect((await look({ when: { time: '18:30' } })).goesOut).toBe('It goes out on 23 November 18:30.');
  expect((await look({ when: { time: '2026-11-24 10:00', clock: 'customer' } })).goesOut).toMatch(
    /each customer’s own/,
  );
  expect((await look({ when: { time: '2026-11-24 23:00' } })).code).toBe('quiet-hours');
  expect((await look({ when: { time: '2026-11-22 12:00' } })).code).toBe('time-past');
  expect((await look({ texts: { en: 'Hi {nmae}' } })).code).toBe('blank-unknown');
  expect((await look({ segment: 'nobody' })).code).toBe('segment-unknown');
  // At eleven at night everybody waits for the morning, but not for a time of day. By then a session is over.
  const day = shop.clock.at;
  const key = await shop.key('campaigns');
  const held = async (more: object) =>
    (await shop.call(key, 'POST /broadcasts/preflight', { campaign: 'WHEN', ...more })).body.held;
  shop.clock.at = new Date('2026-11-23T15:00:00Z');
  expect(await held({})).toBe(13);
  for (const clock of ['shop', 'customer'])
    expect(await held({ when: { time: '2026-11-24 18:30', clock } }), clock).toBe(0);
  shop.clock.at = day;
  const given = await shop.campaign({ ref: 'GIVEN', purpose: 'given', terms: { kind: 'points', points: 1 } });
  expect((await look({ campaign: given.ref })).code).toBe('campaign-unknown');
});

test('broadcasts are listed page by page, and their figures add up to the whole while they run', async () => {
  const refs = ['PAG1', 'PAG2', 'PAG3'];
  for (const ref of refs) {
    await points(ref);
    await post('/broadcasts', { campaign: ref });
  }
  shop.clock.at = new Date(shop.clock.at.getTime() + 120_000);
  await startDueBroadcasts(shop.app);
  const first = await get('/broadcasts?limit=2');
  const next = await get(`/broadcasts?limit=2&after=${first.next}`);
  expect([...first.broadcasts, ...next.broadcasts].map((one) => one.ref).slice(0, 3)).toEqual(['PAG3', 'PAG2', 'PAG1']);
  const all = (await get('/broadcasts?limit=100')).broadcasts;
  expect(all.map(({ figures }: { figures: Record<string, number> }) => sum(figures))).toEqual(all.map(() => 0));
  // Who is told of one today has heard enough for the others.
  expect(all.some(({ figures }: { figures: Record<string, number> }) => figures.capped! > 0)).toBe(true);
  const running = all.find(({ state }: { state: string }) => state === 'sending');
  const { id, ref } = running;
  expect(running).toMatchObject({ acts: ['pause', 'stop'], sentence: 'Sending: 0 of 13' });
  const turned = async (verb: string, who = mine) => (await post(`/broadcasts/${id}/${verb}`, {}, who)).body;
  expect(await turned('pause')).toMatchObject({ state: 'paused', said: 'Paused: nothing goes out until you resume.' });
  expect(await turned('resume')).toMatchObject({ state: 'sending', said: 'It goes on.' });
  expect(await turned('stop')).toMatchObject({ state: 'stopped', acts: [], said: expect.stringMatching(/^Stopped/) });
  expect(await turned('stop')).toMatchObject({ said: expect.stringMatching(/over already/) });
  expect((await get('/broadcasts?open=true')).broadcasts.map((one: { ref: string }) => one.ref)).not.toContain(ref);
});

test('a second person reads what they agree to; the maker cannot, and what changed meanwhile is asked again', async () => {
  await shop.call(await shop.key('approvals'), 'PATCH /marketing-rules', { approvalAbove: 3 });
  const { id: campaign } = await points('MANY');
  const made = (await post('/broadcasts', { campaign: 'MANY' })).body;
  const at = `/broadcasts/${made.id}`;
  expect(made).toMatchObject({
    approval: 'asked',
    acts: ['stop'],
    lines: [expect.stringMatching(/second person/)],
  });
  expect((await post(`${at}/approve`)).body).toMatchObject({ code: 'approval-own' });
  const shown = await get(at, owners);
  expect(shown).toMatchObject({
    acts: ['approve', 'stop'],
    lines: expect.arrayContaining([expect.stringMatching(/go to 13 people/)]),
  });
  await shop.call(await shop.key('campaigns'), `PATCH /campaigns/${campaign}`, { terms: { points: 9 } });
  const yes = (mark: string) => post(`${at}/approve?mark=${mark}`, {}, owners);
  const changed = (await yes(shown.asked.mark)).body;
  expect(changed).toMatchObject({
    approval: 'asked',
    said: expect.stringMatching(/terms of the campaign have changed/),
  });
  expect((await yes(shown.asked.mark)).body).toMatchObject({
    approval: 'asked',
    said: expect.stringMatching(/earlier question/),
  });
  expect((await yes(changed.asked.mark)).body).toMatchObject({
    approval: 'given',
    said: expect.stringMatching(/^Approved/),
  });
  await shop.call(await shop.key('approvals'), 'PATCH /marketing-rules', { approvalAbove: 0 });
});
