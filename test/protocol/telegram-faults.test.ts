import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeTelegram, startTelegram } from '../phones/telegram.ts';
import { telegramCall } from '../support/phones.ts';

let telegram: FakeTelegram;
beforeEach(async () => {
  telegram = await startTelegram({ token: `1000:${'A'.repeat(35)}` });
});
afterEach(() => telegram.close());

const call = (method: string, params: object = {}) => telegramCall(telegram, method, params);

describe('the pace', () => {
  it('is a 429 with its time, and calls inside of it are violations', async () => {
    telegram.person(1001);
    const send = () => call('sendMessage', { chat_id: 1001, text: 'a' });
    telegram.fault({ on: 'sendMessage', status: 429, retryAfter: 1 });
    expect((await send()).body).toMatchObject({ error_code: 429, parameters: { retry_after: 1 } });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect((await send()).status).toBe(429);
    expect(telegram.violations).toEqual([expect.stringContaining('into a retry_after window')]);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect((await send()).status).toBe(200);
    expect([telegram.busiest(), telegram.accepted.length]).toEqual([1, 1]);
  });

  it('and faults leave what was accepted to be found', async () => {
    telegram.person(1001);
    const send = () => call('sendMessage', { chat_id: 1001, text: 'a' });
    telegram.fault({ on: 'sendMessage', status: 'reset-after-accept' });
    await expect(send()).rejects.toThrow();
    telegram.fault({ on: 'sendMessage', status: 'reset-before' });
    await expect(send()).rejects.toThrow();
    telegram.fault({ on: '*', status: 500 });
    expect((await send()).status).toBe(500);
    expect(telegram.accepted).toHaveLength(1);
  });

  it('counts a million people without their messages', async () => {
    const index = (address: string) => Number(address) - 1000;
    const token = `1000:${'A'.repeat(35)}`;
    const big = await startTelegram({ token, counting: { size: 1_000_000, index }, limitPerSecond: 30 });
    const all = Array.from({ length: 40 }, (_, i) =>
      telegramCall(big, 'sendMessage', { chat_id: 1000 + i, text: 'a' }),
    );
    const statuses = (await Promise.all(all)).map((t) => t.status);
    expect(statuses.filter((s) => s === 200)).toHaveLength(30);
    expect([big.counts.total(), big.counts.spread().get(1), big.accepted.length]).toEqual([30, 30, 0]);
    await big.close();
  });
});
