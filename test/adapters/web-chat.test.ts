import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { linesAfter, writeLine } from '../../adapters/web/chat/lines.ts';
import type { Line } from '../../adapters/web/chat/wire.ts';
import { withoutCodes } from '../../adapters/web/chat/without-codes.ts';
import { spellCode } from '../../src/lib/codes.ts';
import { openStand, openStandOn, type Stand, say, someCoupon, visit } from '../pages/stand.ts';

/** Reads server-sent events until there are as many as wanted. */
async function listen(url: string, cookie: string, wanted: number, last?: number): Promise<Line[]> {
  const stop = new AbortController();
  const headers = { cookie, ...(last !== undefined && { 'last-event-id': String(last) }) };
  const response = await fetch(`${url}/chat/events`, { headers, signal: stop.signal });
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  let text = '';
  const lines = () => [...text.matchAll(/^id: (\d+)\ndata: (.*)\n\n/gm)].map((one) => JSON.parse(one[2]!) as Line);
  for await (const part of response.body!) {
    text += Buffer.from(part).toString();
    if (lines().length >= wanted) break;
  }
  stop.abort();
  expect(text.startsWith('retry: ')).toBe(true);
  return lines();
}

const id = () => crypto.randomUUID();
const rows = (stand: Stand, address: string) =>
  stand.app.database.query('select key, said_by from web_message where address = $1 order by id', [address]);

describe('the web chat', () => {
  let stand: Stand;
  let other: Stand;
  beforeAll(async () => {
    stand = await openStand();
    other = await openStandOn(stand.connection);
  });
  afterAll(async () => {
    await other?.close();
    await stand?.close();
  });
  const stranger = async () => {
    const { cookie } = await visit(stand.url);
    return { cookie, address: cookie.split('=')[1]!.split('.')[0]! };
  };

  test('gives each visitor a cookie that scripts cannot read and nobody can forge', async () => {
    const { cookie, set } = await visit(stand.url);
    expect(set[0]).toMatch(/^quan=w[\w-]{24}\.[\w-]{43}; Max-Age=\d+; Path=\/; .*HttpOnly; SameSite=Lax/);
    expect((await visit(stand.url, '/chat', cookie)).set).toEqual([]);
    const [address, signature] = cookie.slice(5).split('.') as [string, string];
    const forged = [
      `quan=${address}`,
      `quan=${address}.`,
      `quan=wsomeone.${signature}`,
      `quan=demo-owner.${signature}`,
      'quan=x',
    ];
    for (const wrong of forged) {
      expect((await say(stand.url, wrong, { id: id(), text: 'hello' })).status).toBe(401);
      expect((await fetch(`${stand.url}/chat/history`, { headers: { cookie: wrong } })).status).toBe(401);
    }
  });

  test('answers what is said, once, however often the same line arrives', async () => {
    const { cookie, address } = await stranger();
    const said = { id: id(), text: '/points', label: 'Points' };
    const answers = await Promise.all(Array.from({ length: 10 }, () => say(stand.url, cookie, said)));
    const bodies = await Promise.all(answers.map((answer) => answer.json()));
    expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
    expect(bodies[0].lines).toMatchObject([
      { from: 'me', said: said.id, messages: [{ text: 'Points' }] },
      { from: 'shop', messages: [{ text: 'You said /points' }] },
    ]);
    expect(stand.heard.at(-1)).toMatchObject({ id: `${address}:${said.id}`, from: address, text: '/points' });
    expect(await rows(stand, address)).toEqual([
      { key: `said:${said.id}`, said_by: 'customer' },
      { key: `answer:${address}:${said.id}`, said_by: 'shop' },
    ]);
  });

  test('hears in which zone the device is', async () => {
    const { cookie, address } = await stranger();
    await say(stand.url, cookie, { id: id(), text: 'hello', language: 'en', zone: 'Asia/Tokyo' });
    expect(stand.heard.at(-1)).toMatchObject({ from: address, language: 'en', zone: 'Asia/Tokyo' });
  });

  test('two people who use the same id are two events', async () => {
    const [one, two] = [await stranger(), await stranger()];
    const shared = id();
    await say(stand.url, one.cookie, { id: shared, text: 'one' });
    const body = await (await say(stand.url, two.cookie, { id: shared, text: 'two' })).json();
    expect(body.lines[1].messages).toEqual([{ text: 'You said two' }]);
  });

  test('hears no other site, no form, and nothing that is no message', async () => {
    const { cookie } = await stranger();
    const before = stand.heard.length;
    const good = () => ({ id: id(), text: 'hello' });
    const cross: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
    ];
    for (const headers of cross) expect((await say(stand.url, cookie, good(), headers)).status).toBe(403);
    const form = await say(stand.url, cookie, good(), { 'content-type': 'text/plain' });
    expect(form.status).toBe(400);
    const wrong = [
      {},
      { id: 'x', text: 'a' },
      { ...good(), text: ' ' },
      { ...good(), text: 7 },
      { ...good(), from: 'demo-owner' },
    ];
    for (const body of wrong) expect((await say(stand.url, cookie, body)).status).toBe(400);
    expect((await say(stand.url, cookie, { ...good(), text: '券'.repeat(700) })).status).toBe(413);
    expect((await say(stand.url, cookie, { ...good(), text: 'x'.repeat(50_000) })).status).toBe(413);
    expect(stand.heard.length).toBe(before);
    const same = { origin: stand.url, 'sec-fetch-site': 'same-origin' };
    expect((await say(stand.url, cookie, good(), same)).status).toBe(200);
  });

  test('slows one who floods, and nobody else', async () => {
    const [flood, calm] = [await stranger(), await stranger()];
    const statuses: number[] = [];
    for (let at = 0; at < 60; at++) statuses.push((await say(stand.url, flood.cookie, { id: id(), text: 'x' })).status);
    expect(statuses).toContain(429);
    expect((await say(stand.url, calm.cookie, { id: id(), text: 'x' })).status).toBe(200);
  });

  test('sends what is new as events, from any process, and misses none after a pause', async () => {
    const { cookie, address } = await stranger();
    const live = listen(stand.url, cookie, 4);
    await expect.poll(() => stand.chat.readers()).toBeGreaterThan(0);
    await say(stand.url, cookie, { id: id(), text: 'hello' });
    await stand.chat.send(address, [{ text: 'from here' }], id());
    const started = performance.now();
    await other.chat.send(address, [{ text: 'from another process' }], id());
    const heard = await live;
    expect(performance.now() - started).toBeLessThan(1_500);
    const texts = heard.map(({ messages }) => messages[0]!.text);
    expect(texts).toEqual(['hello', 'You said hello', 'from here', 'from another process']);
    const later = await listen(other.url, cookie, 2, heard[1]!.id);
    expect(later.map(({ messages }) => messages[0]!.text)).toEqual(['from here', 'from another process']);
  });

  test('a page that reads while many write sees every line, in the order of their numbers', async () => {
    const { cookie, address } = await stranger();
    const live = listen(stand.url, cookie, 200);
    await expect.poll(() => stand.chat.readers()).toBeGreaterThan(0);
    const writers = Array.from({ length: 200 }, (_, at) =>
      (at % 2 ? stand : other).chat.send(address, [{ text: `line ${at}` }], id()),
    );
    await Promise.all(writers);
    const heard = await live;
    expect(new Set(heard.map((line) => line.id)).size).toBe(200);
    expect(heard.map((line) => line.id)).toEqual(heard.map((line) => line.id).sort((one, two) => one - two));
  });

  test('no line can be seen before one with a lower number', async () => {
    const { address } = await stranger();
    let second: Promise<unknown> = Promise.resolve();
    await stand.app.database.transaction(async (db) => {
      const memory = { database: db as never, shop: stand.app.shop };
      const line = { address, saidBy: 'shop' as const, key: 'first', messages: [{ text: 'first' }], at: new Date() };
      await writeLine(memory, line);
      second = other.chat.send(address, [{ text: 'second' }], id());
      const early = await Promise.race([second, new Promise((resolve) => setTimeout(resolve, 300, 'waits'))]);
      expect(early).toBe('waits');
    });
    await second;
    const texts = (await linesAfter(stand.app, address, 0, 9)).map(({ messages }) => messages[0]?.text);
    expect(texts).toEqual(['first', 'second']);
  });

  test('the same key is one message, and an edit replaces it in the past and in open pages', async () => {
    const { cookie, address } = await stranger();
    const key = id();
    const sent = [
      await stand.chat.send(address, [{ text: 'first' }], key),
      await other.chat.send(address, [{ text: 'second' }], key),
    ];
    expect(sent[0]).toEqual(sent[1]);
    const ref = sent[0]!.outcome === 'sent' ? sent[0]!.ref! : '';
    const live = listen(stand.url, cookie, 1, Number(ref));
    for (let at = 1; at <= 5; at++) await other.chat.edit!(address, ref, { text: `edit ${at}` });
    expect((await live)[0]).toMatchObject({ edits: Number(ref), from: 'shop' });
    const past = await (await fetch(`${stand.url}/chat/history`, { headers: { cookie } })).json();
    expect(past.lines).toMatchObject([{ id: Number(ref), messages: [{ text: 'edit 5' }] }]);
    expect((await rows(stand, address)).length).toBe(2);
    expect(await stand.chat.edit!('wsomebody', ref, { text: 'not mine' })).toMatchObject({ outcome: 'refused' });
    expect(await stand.chat.edit!(address, 'x', { text: 'nothing' })).toMatchObject({ outcome: 'refused' });
  });

  test('an answer that the outbox brings after all is there once', async () => {
    const { cookie, address } = await stranger();
    const { query } = stand.app.database;
    const bring = async (event: string) => {
      const key = id();
      await query.call(
        stand.app.database,
        `insert into delivery (id, subject, class, channel, address, messages, run_at, created_at)
         values ($1, $2, 'answer', 'web', $3, '[]', now(), now())`,
        [key, `answer:web:${event}`, address],
      );
      await other.chat.send(address, [{ text: 'You said hello' }], key);
    };
    const [early, late] = [id(), id()];
    await say(stand.url, cookie, { id: early, text: 'hello' });
    await bring(`${address}:${early}`);
    await bring(`${address}:${late}`);
    await say(stand.url, cookie, { id: late, text: 'hello' });
    expect((await rows(stand, address)).map(({ key }: { key: string }) => key)).toEqual([
      `said:${early}`,
      `answer:${address}:${early}`,
      `answer:${address}:${late}`,
      `said:${late}`,
    ]);
  });

  test('keeps no code in the database, whoever says it', async () => {
    const { cookie, address } = await stranger();
    const { token, code } = someCoupon(stand.app);
    const spelled = spellCode(code);
    const card = { text: spelled, token, link: spelled };
    await stand.chat.send(address, [{ text: 'Yours', code: card }], id());
    for (const text of [
      `/check ${spelled} 158`,
      `/check ${code.toLowerCase()}`,
      spelled.replaceAll('-', ' '),
      `codes:${spelled}`,
    ]) {
      await say(stand.url, cookie, { id: id(), text });
      expect(stand.heard.at(-1)?.text).toBe(text);
    }
    const stored = await stand.app.database.query(
      `select messages::text as text from web_message where said_by = 'customer' or key not like 'answer%'`,
    );
    const plain = stored.map((row: { text: string }) => row.text.toUpperCase().replace(/[^0-9A-Z]/g, '')).join(' ');
    expect(plain).not.toContain(code);
    const past = await (await fetch(`${stand.url}/chat/history`, { headers: { cookie } })).json();
    expect(past.lines[0].messages).toEqual([{ text: 'Yours', code: card }]);
    expect(past.lines[1].messages[0].text).toBe(`/check ${spelled.slice(0, 4)}-… 158`);
  });

  test('cuts every code out of what is said, whatever stands beside it', () => {
    for (let round = 0; round < 500; round++) {
      const { code } = someCoupon(stand.app);
      const spelled = spellCode(code);
      const first = code.slice(0, 4);
      for (const [begin, end] of [
        ['/check ', ' 158'],
        ['/v ', ''],
        ['/show ', ''],
        ['code:', '.'],
        ['', '\n'],
      ]) {
        for (const one of [spelled, code, spelled.toLowerCase(), spelled.replaceAll('-', ' ')]) {
          expect(withoutCodes(begin + one + end)).toBe(`${begin}${first}-…${end}`);
        }
      }
    }
    const words = 'See you at 18:30 in Taichung, +886 912 345 678, order 2026-11-23-0001';
    expect(withoutCodes(words)).toBe(words);
  });

  test('gives the past in pages', async () => {
    const { cookie, address } = await stranger();
    for (let at = 0; at < 60; at++) await stand.chat.send(address, [{ text: `${at}` }], id());
    const ask = async (query = '') =>
      (await fetch(`${stand.url}/chat/history${query}`, { headers: { cookie } })).json() as Promise<{
        lines: Line[];
        more: boolean;
      }>;
    const newest = await ask();
    expect([newest.lines.length, newest.more, newest.lines.at(-1)?.messages[0]?.text]).toEqual([50, true, '59']);
    const oldest = await ask(`?before=${newest.lines[0]!.id}`);
    expect([oldest.lines.length, oldest.more, oldest.lines[0]?.messages[0]?.text]).toEqual([10, false, '0']);
  });

  test('outside a demo shop nobody becomes one of its ready people, not even with a cookie from a demo', async () => {
    const demo = await openStandOn(stand.connection, { demo: true });
    const { cookie } = await visit(demo.url, '/chat?as=owner');
    expect((await say(demo.url, cookie, { id: id(), text: 'x' })).status).toBe(200);
    expect(demo.heard.at(-1)).toMatchObject({ from: 'demo-owner' });
    expect((await say(demo.url, (await visit(demo.url)).cookie, { id: id(), text: 'x' })).status).toBe(200);
    expect(demo.heard.at(-1)!.from).toMatch(/^w/);
    await demo.close();
    expect((await say(stand.url, cookie, { id: id(), text: 'x' })).status).toBe(401);
    const plain = await visit(stand.url, '/chat?as=owner');
    const answer = await fetch(`${stand.url}/chat/say?as=owner`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: plain.cookie },
      body: JSON.stringify({ id: id(), text: 'x' }),
    });
    expect([answer.status, stand.heard.at(-1)!.from.startsWith('w')]).toEqual([200, true]);
  });

  test('over https the cookie is secure and bound to the host', async () => {
    const secure = await openStandOn(stand.connection, { environment: { PUBLIC_URL: 'https://shop.example' } });
    const { set, cookie } = await visit(secure.url);
    expect(set[0]).toMatch(/^__Host-quan=.*; Path=\/; .*HttpOnly; Secure; SameSite=Lax/);
    const proxied = { origin: 'https://shop.example' };
    expect((await say(secure.url, cookie, { id: id(), text: 'x' }, proxied)).status).toBe(200);
    await secure.close();
  });

  test('writes neither texts nor addresses nor names into the log', () => {
    expect(stand.logged.join('\n')).not.toMatch(/hello|\bw[\w-]{24}\b/);
  });
});
