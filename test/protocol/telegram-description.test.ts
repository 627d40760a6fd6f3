import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type FakeTelegram, startTelegram } from '../phones/telegram.ts';
import { telegramCall, whereSpecified } from '../support/phones.ts';

let telegram: FakeTelegram;
beforeAll(async () => {
  telegram = await startTelegram({ token: `1000:${'A'.repeat(35)}` });
  telegram.person(1001, { name: 'Mali' });
});
beforeEach(() => {
  telegram.violations.length = 0;
});
afterAll(() => telegram.close());

const inline = (button: object) => ({ text: 'a', reply_markup: { inline_keyboard: [[{ text: 'Go', ...button }]] } });

whereSpecified('Telegram refuses or notes what its description does not know', () => {
  it.each<[string, string, object, number]>([
    ['an unknown method', 'sendPoem', { text: 'a' }, 404],
    ['a text that is missing', 'sendMessage', {}, 400],
    ['a text that is a number', 'sendMessage', { text: 7 }, 400],
    [
      'a keyboard in one row',
      'sendMessage',
      { text: 'a', reply_markup: { inline_keyboard: [{ text: 'Go', callback_data: 'a' }] } },
      400,
    ],
    ['a menu button of no kind', 'setChatMenuButton', { menu_button: { type: 'carousel' } }, 400],
    ['a scope without its chat', 'setMyCommands', { commands: [], scope: { type: 'chat' } }, 400],
    ['an unknown field (noted)', 'sendMessage', { text: 'a', colour: 'red' }, 200],
    ['an unknown field of a button (noted)', 'sendMessage', inline({ callback_data: 'a', colour: 'red' }), 200],
    ['two actions of one button (noted)', 'sendMessage', inline({ callback_data: 'a', url: 'https://a.example' }), 200],
  ])('%s', async (_name, method, params, status) => {
    const sends = /^send/.test(method);
    const told = await telegramCall(telegram, method, sends ? { chat_id: 1001, ...params } : params);
    expect(told.status).toBe(status);
    expect(telegram.violations).toHaveLength(1);
  });
});
