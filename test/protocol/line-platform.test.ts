import { createHmac, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compileSchemas, readSpec } from '../phones/line/spec.ts';
import { type FakeLine, startLine } from '../phones/line.ts';
import { type Bot, lineCall, startBot, whereSpecified } from '../support/phones.ts';

interface Events {
  events: { type: string; replyToken?: string; message?: { text: string }; postback?: { data: string } }[];
}

let line: FakeLine;
let bot: Bot;
beforeEach(async () => {
  line = await startLine({ channelSecret: 'secret', accessToken: 'token', patience: 300 });
  bot = await startBot(async ({ events }: Events) => {
    for (const event of events) {
      const said = event.message?.text ?? event.postback?.data ?? event.type;
      const go = { type: 'postback', label: 'Go', data: '/go', displayText: 'Go' };
      const quickReply = { items: [{ type: 'action', action: { type: 'message', label: 'Quick', text: 'quick' } }] };
      const contents = { type: 'bubble', body: { type: 'box', layout: 'vertical', contents: flexed(said, go) } };
      const messages = [{ type: 'flex', altText: said, contents, quickReply }];
      if (event.replyToken)
        await lineCall(line, 'POST /v2/bot/message/reply', { replyToken: event.replyToken, messages });
    }
  });
  line.webhookUrl = `${bot.url}/webhooks/line`;
});
afterEach(async () => {
  bot.close();
  await line.close();
});

const flexed = (said: string, action: object) => [
  { type: 'text', text: 'Heard', weight: 'bold' },
  { type: 'text', text: said },
  { type: 'text', text: 'ABCD EFGH JKLM N' },
  { type: 'button', action },
];
const hello = [{ type: 'text', text: 'hello' }];
const push = (to: string, key?: string, messages: unknown = hello) =>
  lineCall(line, 'POST /v2/bot/message/push', { to, messages }, key ? { 'x-line-retry-key': key } : {});

describe('a person on LINE', () => {
  it('types, taps and sees the same shape as everywhere', async () => {
    const mali = line.person('mali', { name: 'Mali' });
    const buttons = [
      { label: 'Go', says: '/go' },
      { label: 'Quick', says: 'quick' },
    ];
    expect(await mali.type('hi')).toEqual([{ title: 'Heard', text: 'hi', code: 'ABCD EFGH JKLM N', buttons }]);
    expect((await mali.tap('Quick'))[0]?.text).toBe('quick');
    expect((await mali.tap('Go'))[0]?.text).toBe('/go');
    await push(mali.address);
    await expect(mali.tap('Quick')).rejects.toThrow('sees no [Quick]');
    expect(mali.news().map((b) => b.text)).toEqual(['hello']);
    expect(line.violations).toEqual([]);
  });

  it('signs the exact bytes', async () => {
    await line.person('mali').type('你好 😀');
    const { headers, body } = bot.heard[0]!;
    expect(headers['x-line-signature']).toBe(createHmac('sha256', 'secret').update(body).digest('base64'));
    expect((await line.sendWebhook([])).status).toBe(200);
    expect((await line.sendWebhook([], { signature: 'wrong' })).status).toBe(200);
    expect(bot.heard.at(-1)?.headers['x-line-signature']).toBe('wrong');
  });

  it('gets nothing after blocking, while the platform says 200', async () => {
    const ken = line.person('ken');
    await ken.block();
    expect((await push(ken.address)).status).toBe(200);
    expect(ken.seen()).toEqual([]);
    expect((await lineCall(line, `GET /v2/bot/profile/${ken.address}`)).status).toBe(404);
    expect((await ken.follow())[0]?.text).toBe('follow');
  });

  it('speaks in a group, and the answer goes there', async () => {
    const group = line.person('mali').inGroup('friends');
    expect((await group.type('hi'))[0]?.text).toBe('hi');
    expect(line.person('mali').seen()).toEqual([]);
  });
});

whereSpecified('the webhooks of the fake LINE', () => {
  it('fit the official description', async () => {
    const fits = compileSchemas(readSpec('webhook.yml'))('CallbackRequest');
    const mali = line.person('mali');
    await mali.follow();
    await mali.type('hi');
    await mali.tap('Go');
    await mali.inGroup('friends').type('hi');
    await mali.unsend();
    await mali.redeliver();
    await mali.unfollow();
    expect(bot.heard).toHaveLength(7);
    for (const { body } of bot.heard) expect([fits(JSON.parse(body)), fits.errors, body]).toEqual([true, null, body]);
  });
});

describe('the reply token', () => {
  it('works once, for its time, and without a retry key', async () => {
    const event = line.person('mali').makeEvent({ type: 'follow', follow: { isUnblocked: false } });
    const reply = (headers = {}) =>
      lineCall(line, 'POST /v2/bot/message/reply', { replyToken: event.replyToken, messages: hello }, headers);
    expect((await reply({ 'x-line-retry-key': randomUUID() })).status).toBe(400);
    expect((await reply()).status).toBe(200);
    expect((await reply()).body.message).toBe('Invalid reply token');
    expect(line.violations).toHaveLength(2);
    const late = await startLine({ channelSecret: 'secret', accessToken: 'token', tokenLife: 0 });
    const { replyToken } = late.person('mali').makeEvent({ type: 'follow' });
    expect((await lineCall(late, 'POST /v2/bot/message/reply', { replyToken, messages: hello })).status).toBe(400);
    expect([late.violations, late.refused.length]).toEqual([[], 1]);
    await late.close();
  });
});

describe('the retry key', () => {
  it('makes a repeat a 409 that names the first request', async () => {
    const { address } = line.person('mali');
    const key = randomUUID();
    line.fault({ on: 'push', status: 'reset-after-accept' });
    await expect(push(address, key)).rejects.toThrow();
    const again = await push(address, key);
    expect(again.status).toBe(409);
    expect(again.headers.get('x-line-accepted-request-id')).toBe(line.accepted[0]?.requestId);
    expect(line.accepted).toHaveLength(1);
    line.forgetKeys();
    expect((await push(address, key)).status).toBe(200);
    expect(line.violations).toEqual([]);
    await push(address, key, [{ type: 'text', text: 'another' }]);
    await push(address, 'no-uuid');
    expect(line.violations).toEqual([
      expect.stringContaining('two different bodies'),
      expect.stringContaining('no UUID'),
    ]);
  });
});

describe('the limits of the account', () => {
  it('refuse with the words of the platform', async () => {
    const { address } = line.person('mali');
    line.quota.limit = 1;
    expect((await push(address)).status).toBe(200);
    expect((await push(address)).body.message).toBe('You have reached your monthly limit.');
    expect((await lineCall(line, 'GET /v2/bot/message/quota')).body).toEqual({ type: 'limited', value: 1 });
    expect((await lineCall(line, 'GET /v2/bot/message/quota/consumption')).body).toEqual({ totalUsage: 1 });
    line.quota.limit = undefined;
    line.fault({ on: 'push', status: 429 });
    expect((await push(address)).body.message).toBe('The API rate limit has been exceeded. Try again later.');
    line.fault({ on: '*', status: 500, times: 2 });
    expect([(await push(address)).status, (await push(address)).status, (await push(address)).status]).toEqual([
      500, 500, 200,
    ]);
    expect((await push(`U${'0'.repeat(32)}`)).body.message).toBe('Failed to send messages');
    const to = [address, 'U123'];
    const { body } = await lineCall(line, 'POST /v2/bot/message/multicast', { to, messages: hello });
    expect(body.message).toContain('to[1]');
    const { status } = await lineCall(line, 'GET /v2/bot/info', undefined, { authorization: 'Bearer other' });
    expect(status).toBe(401);
  });

  it('count a million people without their messages', async () => {
    const big = await startLine({ channelSecret: 's', accessToken: 'token', counting: true });
    const to = Array.from({ length: 500 }, (_, i) => `U${i.toString(16).padStart(32, '0')}`);
    for (let i = 0; i < 2; i += 1) await lineCall(big, 'POST /v2/bot/message/multicast', { to, messages: hello });
    expect([big.counts.total(), big.counts.of(to[7]!), big.counts.spread().get(2), big.accepted.length]).toEqual([
      1000, 2, 500, 0,
    ]);
    await big.close();
  });
});
