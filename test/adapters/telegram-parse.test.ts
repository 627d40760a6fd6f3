import type { Update } from 'telegraf/types';
import { describe, expect, test } from 'vitest';
import { parse } from '../../adapters/telegram/parse.ts';

const from = { id: 4_503_599_627_370_495, is_bot: false, first_name: 'Mali', last_name: 'S', language_code: 'zh-hant' };
const chat = { id: from.id, type: 'private', first_name: 'Mali' };
const update = (fields: object) => ({ update_id: 7, ...fields }) as Update;
const said = (fields: object) => {
  const parsed = parse(update({ message: { message_id: 1, date: 1, chat, from, ...fields } }), 'quan_bot');
  return parsed?.kind === 'said' ? parsed.inbound.text : parsed;
};

describe('from Telegram', () => {
  test('a text comes with its id, person, name and language', () => {
    expect(parse(update({ message: { message_id: 1, date: 1, chat, from, text: '/start d-1' } }))).toEqual({
      kind: 'said',
      inbound: {
        id: '7',
        channel: 'telegram',
        from: '4503599627370495',
        name: 'Mali S',
        language: 'zh-hant',
        text: '/start d-1',
      },
    });
  });

  test('a command loses the name of the bot and nothing else', () => {
    expect(said({ text: '/claim@quan_bot latte @me' })).toBe('/claim latte @me');
    expect(said({ text: 'mail a@quan_bot' })).toBe('mail a@quan_bot');
  });

  test("only the sender's own contact is a phone number", () => {
    const contact = { phone_number: '886 912-345-678', user_id: from.id };
    const own = parse(update({ message: { message_id: 1, date: 1, chat, from, contact } }), 'quan_bot');
    expect(own).toMatchObject({ kind: 'said', inbound: { text: '/phone', contact: '+886912345678' } });
    // Typed, the same words prove nothing.
    expect(
      parse(update({ message: { message_id: 1, date: 1, chat, from, text: '/phone +886912345678' } }), 'quan_bot'),
    ).not.toHaveProperty('inbound.contact');
    expect(said({ contact: { phone_number: '+886912345678', user_id: 5 } })).toBe('/phone not-yours');
    expect(said({ contact: { phone_number: '+886912345678' } })).toBe('/phone not-yours');
  });

  test('pictures speak by their caption, other content is an empty line, service messages are nothing', () => {
    expect(said({ photo: [], caption: 'my receipt' })).toBe('my receipt');
    expect(said({ sticker: {} })).toBe('');
    expect(said({ voice: {} })).toBe('');
    expect(said({ pinned_message: {} })).toBeUndefined();
  });

  test('edits, channel posts, bots and messages without a sender are nothing', () => {
    expect(parse(update({ edited_message: { chat, from, text: 'x' } }))).toBeUndefined();
    expect(parse(update({ channel_post: { chat, text: 'x' } }))).toBeUndefined();
    expect(said({ from: { ...from, is_bot: true }, text: 'x' })).toBeUndefined();
    expect(said({ from: undefined, text: 'x' })).toBeUndefined();
    expect(parse({} as Update)).toBeUndefined();
    expect(parse(null as never)).toBeUndefined();
  });

  test('in a group only a command addressed to the bot counts, and is said aloud', () => {
    const group = { id: -100, type: 'supergroup' };
    expect(said({ chat: group, text: '/coupons@Quan_Bot' })).toMatchObject({ kind: 'aloud', chat: -100 });
    expect(said({ chat: group, text: '/coupons@other_bot' })).toBeUndefined();
    expect(said({ chat: group, text: '/coupons' })).toBeUndefined();
    expect(said({ chat: group, text: 'hello' })).toBeUndefined();
  });

  test('a tap says its data and knows what it was tapped on', () => {
    const message = { message_id: 9, date: 1, chat, text: 'x' };
    const tap = (more: object) => parse(update({ callback_query: { id: 'q', from, data: '/claim 1', ...more } }));
    expect(tap({ message })).toMatchObject({
      inbound: { text: '/claim 1' },
      tap: { query: 'q', tapped: { id: 9, shows: 'text' } },
    });
    const photo = {
      ...message,
      text: undefined,
      photo: [{}],
      reply_markup: { inline_keyboard: [[{ text: 'c', copy_text: { text: 'AB' } }]] },
    };
    delete photo.text;
    expect(tap({ message: photo })).toMatchObject({ tap: { tapped: { shows: 'photo', code: 'AB' } } });
    expect(tap({ message: { ...message, date: 0 } })).toMatchObject({ tap: { query: 'q', tapped: undefined } });
    expect(tap({})).toMatchObject({ tap: { tapped: undefined } });
    expect(tap({ message: { ...message, chat: { id: -1, type: 'group' } } })).toMatchObject({
      kind: 'aloud',
      query: 'q',
    });
  });

  test('blocking and coming back are hidden commands', () => {
    const member = (status: string, where: object = chat) =>
      parse(update({ my_chat_member: { chat: where, from, new_chat_member: { status } } }));
    expect(member('kicked')).toMatchObject({ inbound: { text: '/blocked' } });
    expect(member('member')).toMatchObject({ inbound: { text: '/unblocked' } });
    expect(member('administrator')).toBeUndefined();
    expect(member('kicked', { id: -1, type: 'group' })).toBeUndefined();
  });
});
