import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Adapter, Webhook } from '../../adapters/adapter.ts';
import { openServer } from '../../adapters/web/server.ts';
import { openStand, type Stand, someCoupon } from '../pages/stand.ts';

const bodies: Buffer[] = [];
const webhook: Webhook = {
  path: '/webhooks/test',
  maxBytes: 1_000,
  async receive(headers, body) {
    bodies.push(body);
    return headers['x-signature'] === 'good' ? 200 : 401;
  },
};
const post = (url: string, body: BodyInit, headers: Record<string, string> = {}) =>
  fetch(`${url}/webhooks/test`, { method: 'POST', body, headers, duplex: 'half' } as RequestInit);

describe('the web server', () => {
  let stand: Stand;
  let isReady = true;
  beforeAll(async () => {
    stand = await openStand({
      adapters: [{ name: 'test', webhook } as Adapter],
      ready: async () => isReady,
      environment: { METRICS_TOKEN: 'a-token-of-enough-letters', PUBLIC_URL: 'https://shop.example' },
      pagesFolder: '/nonexistent',
    });
  });
  afterAll(() => stand?.close());

  test('gives an adapter the very bytes that a platform sent, and answers what it says', async () => {
    const raw = Buffer.from('{"a": "券" ,\r\n "b":1}\u0000\xff', 'latin1');
    const answer = await post(stand.url, raw, { 'x-signature': 'good', 'content-type': 'application/json' });
    expect([answer.status, bodies.pop()?.equals(raw)]).toEqual([200, true]);
    expect((await post(stand.url, 'x')).status).toBe(401);
    expect((await fetch(`${stand.url}/webhooks/test`)).status).toBe(404);
  });

  test('refuses a body that is too large, announced or not', async () => {
    const before = bodies.length;
    expect((await post(stand.url, 'x'.repeat(1_001))).status).toBe(413);
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(Buffer.alloc(600)) });
    expect(await post(stand.url, endless).then(({ status }) => status)).toBe(413);
    expect((await post(stand.url, 'x'.repeat(1_000))).status).toBe(401);
    expect(bodies.length).toBe(before + 1);
  });

  test('survives callers who hang up in the middle', async () => {
    const before = bodies.length;
    for (let at = 0; at < 20; at++) {
      const socket = connect(stand.server.port, '127.0.0.1');
      await once(socket, 'connect');
      socket.write('POST /webhooks/test HTTP/1.1\r\nhost: x\r\ncontent-length: 500\r\n\r\nhalf');
      await new Promise((resolve) => setTimeout(resolve, 5));
      socket.destroy();
    }
    const garbage = connect(stand.server.port, '127.0.0.1');
    garbage.resume().end('\u0016\u0003\u0001 no http\r\n\r\n');
    await once(garbage, 'close').catch(() => undefined);
    expect((await fetch(`${stand.url}/healthz`)).status).toBe(200);
    expect(bodies.length).toBe(before);
  });

  test('is ready when the shop is', async () => {
    expect((await fetch(`${stand.url}/readyz`)).status).toBe(200);
    isReady = false;
    expect((await fetch(`${stand.url}/readyz`)).status).toBe(503);
    isReady = true;
  });

  test('shows figures to this machine and to whoever has the token, and to nobody else', async () => {
    const ask = (headers: Record<string, string>) => fetch(`${stand.url}/metrics`, { headers });
    const figures = await (await ask({})).text();
    expect(figures).toContain('quanbot_http_requests_total{part="webhooks/test",status="2xx"} ');
    for (const line of figures.split('\n')) expect(line).toMatch(/^$|^# (HELP|TYPE) |^[a-z_]+(\{[^}]*\})? [\d.e+-]+$/);
    const proxied = { 'x-forwarded-for': '127.0.0.1' };
    expect((await ask(proxied)).status).toBe(404);
    expect((await ask({ forwarded: 'for=127.0.0.1' })).status).toBe(404);
    expect((await ask({ ...proxied, authorization: 'Bearer a-token-of-enough-lettera' })).status).toBe(404);
    expect((await ask({ ...proxied, authorization: 'Bearer a-token-of-enough-letters' })).status).toBe(200);
  });

  test('draws a coupon as QR and bar code for whoever has its token', async () => {
    const { token } = someCoupon(stand.app);
    for (const path of [`/code/${token}.png`, `/code/${token}.bar.png`]) {
      const answer = await fetch(stand.url + path);
      expect(answer.headers.get('content-type')).toBe('image/png');
      expect(answer.headers.get('cache-control')).toMatch(/^private/);
      const png = Buffer.from(await answer.arrayBuffer());
      expect(png.readUInt32BE(16)).toBeGreaterThanOrEqual(300);
    }
    const forged = `${token.slice(0, -2)}${token.endsWith('AA') ? 'BB' : 'AA'}`;
    for (const wrong of [forged, 'x', `${token}x`, '%00', '..%2f..']) {
      expect((await fetch(`${stand.url}/code/${wrong}.png`)).status).toBe(404);
    }
  });

  test('tells browsers to trust nothing but our own files', async () => {
    const { headers } = await fetch(`${stand.url}/`);
    const policy = headers.get('content-security-policy') ?? '';
    for (const part of ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]) {
      expect(policy).toContain(part);
    }
    expect(policy).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('strict-transport-security')).toContain('max-age');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  test('explains what it does not have, to machines and to people', async () => {
    const machine = await fetch(`${stand.url}/api/v1/nothing`, { headers: { accept: 'application/json' } });
    expect([machine.status, Object.keys(await machine.json())]).toEqual([404, ['code', 'sentence', 'remedy']]);
    const person = await fetch(`${stand.url}/nothing`, { headers: { accept: 'text/html' } });
    expect([person.status, await person.text()]).toEqual([503, expect.stringContaining('npm run pages')]);
  });

  test('says what to do when its port is taken', async () => {
    const { app, chat } = stand;
    const config = { HOST: '127.0.0.1', PORT: stand.server.port, TRUST_PROXY: [] } as never;
    const opening = openServer({ app, adapters: [], config, web: chat, ready: async () => true });
    await expect(opening).rejects.toMatchObject({
      name: 'StartError',
      message: expect.stringContaining(`Port ${stand.server.port}`),
      remedy: expect.stringContaining('PORT='),
    });
  });
});

test('a closing server finishes what was begun, and says at once that it is not ready', async () => {
  let finish = () => {};
  const slow: Webhook = {
    path: '/webhooks/slow',
    maxBytes: 10,
    receive: () => new Promise((resolve) => (finish = () => resolve(200))),
  };
  const stand = await openStand({ adapters: [{ name: 'slow', webhook: slow } as Adapter] });
  const begun = fetch(`${stand.url}/webhooks/slow`, { method: 'POST', body: 'x' });
  await expect.poll(() => finish.toString()).toContain('resolve');
  stand.server.drain();
  expect((await fetch(`${stand.url}/readyz`)).status).toBe(503);
  const closed = stand.close();
  await new Promise((resolve) => setTimeout(resolve, 100));
  finish();
  expect((await begun).status).toBe(200);
  await closed;
});

test('a connection that says nothing, as browsers open ahead, keeps no server from closing', async () => {
  const stand = await openStand();
  const silent = connect(stand.server.port, '127.0.0.1');
  silent.on('error', () => undefined);
  await once(silent, 'connect');
  const began = performance.now();
  await stand.close();
  expect(performance.now() - began).toBeLessThan(3_000);
});
