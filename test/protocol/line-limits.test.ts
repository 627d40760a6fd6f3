import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FakeLine, lineId, startLine } from '../phones/line.ts';
import { lineCall, whereSpecified } from '../support/phones.ts';

let line: FakeLine;
beforeAll(async () => {
  line = await startLine({ channelSecret: 'secret', accessToken: 'token' });
});
beforeEach(() => {
  line.violations.length = 0;
});
afterAll(() => line.close());

const push = (...messages: unknown[]) =>
  lineCall(line, 'POST /v2/bot/message/push', { to: line.person('mali').address, messages });
const n = (length: number, what = 'x') => what.repeat(length);
const says = (label: string, text = 'hi') => ({ type: 'message', label, text });
const bubble = (...contents: unknown[]) => ({ type: 'bubble', body: { type: 'box', layout: 'vertical', contents } });
const flex = (contents: unknown, altText = 'alt') => ({ type: 'flex', altText, contents });
const text = (t: string) => ({ type: 'text', text: t });
const buttons = (more: object) => ({
  type: 'template',
  altText: 'alt',
  template: { type: 'buttons', text: 'Which one?', actions: [says('One')], ...more },
});
const quick = (count: number, label = 'Go') => ({
  ...text('pick'),
  quickReply: { items: Array.from({ length: count }, () => ({ type: 'action', action: says(label) })) },
});
const postback = (data: string) => buttons({ actions: [{ type: 'postback', label: 'Go', data }] });
const opens = (uri: string) => buttons({ actions: [{ type: 'uri', label: 'Go', uri }] });
const image = (url: string) => ({ type: 'image', originalContentUrl: url, previewImageUrl: url });
const sized = (bytes: number) => bubble(...Array.from({ length: Math.ceil(bytes / 1000) }, () => text(n(970))));
const family = '👨‍👩‍👧‍👦';

describe('LINE takes what is just within its limits', () => {
  it.each<[string, unknown[]]>([
    ['5 messages', Array.from({ length: 5 }, () => text('a'))],
    ['5,000 characters', [text(n(5000))]],
    ['a label of 20 families', [quick(1, n(20, family))]],
    ['13 quick replies', [quick(13)]],
    ['4 buttons', [buttons({ actions: ['a', 'b', 'c', 'd'].map((l) => says(l)) })]],
    ['160 characters above buttons', [buttons({ text: n(160) })]],
    ['300 characters of postback data', [postback(n(300))]],
    ['an alternative text of 1,500', [flex(bubble(text('a')), n(1500))]],
    ['a bubble of 29 KB', [flex(sized(28_000))]],
    ['12 bubbles', [flex({ type: 'carousel', contents: Array.from({ length: 12 }, () => bubble(text('a'))) })]],
    ['a https picture', [image('https://shop.example/a.png')]],
    ['a telephone link', [opens('tel:+6581234567')]],
  ])('%s', async (_name, messages) => {
    const { status, body } = await push(...messages);
    expect([status, body.message]).toEqual([200, undefined]);
    expect(line.violations).toEqual([]);
  });
});

describe('LINE refuses what is just beyond its limits', () => {
  it.each<[string, unknown[]]>([
    ['no message', []],
    ['6 messages', Array.from({ length: 6 }, () => text('a'))],
    ['an empty text', [text('')]],
    ['5,001 characters', [text(n(5001))]],
    ['2,501 emojis, which are 5,002 units', [text(n(2501, '😀'))]],
    ['a label of 21 characters', [quick(1, n(21))]],
    ['a quick reply without a label', [quick(1, '')]],
    ['14 quick replies', [quick(14)]],
    ['5 buttons', [buttons({ actions: ['a', 'b', 'c', 'd', 'e'].map((l) => says(l)) })]],
    ['no button', [buttons({ actions: [] })]],
    ['161 characters above buttons', [buttons({ text: n(161) })]],
    ['61 characters under a title', [buttons({ title: 'Title', text: n(61) })]],
    ['301 characters of postback data', [postback(n(301))]],
    ['empty postback data', [postback('')]],
    ['an alternative text of 1,501', [flex(bubble(text('a')), n(1501))]],
    ['an empty alternative text', [flex(bubble(text('a')), '')]],
    ['a bubble of 32 KB', [flex(sized(32_000))]],
    ['a carousel of 51 KB', [flex({ type: 'carousel', contents: [sized(26_000), sized(26_000)] })]],
    ['13 bubbles', [flex({ type: 'carousel', contents: Array.from({ length: 13 }, () => bubble(text('a'))) })]],
    ['an empty text in a bubble', [flex(bubble(text('')))]],
    ['an empty bubble', [flex({ type: 'bubble' })]],
    [
      'a button in a baseline box',
      [flex(bubble({ type: 'box', layout: 'baseline', contents: [{ type: 'button', action: says('a') }] }))],
    ],
    ['a colour by name', [flex(bubble({ ...text('a'), color: 'red' }))]],
    ['a picture without https', [image('http://shop.example/a.png')]],
    ['a picture with spaces', [image('https://shop.example/a b.png')]],
    ['a script as link', [opens('javascript:alert(1)')]],
    ['a link of 1,001 characters', [opens(`https://shop.example/${n(980)}`)]],
    ['half an emoji as note only', [text('😀'.slice(0, 1))]],
  ])('%s', async (name, messages) => {
    const { status, body } = await push(...messages);
    if (name.endsWith('note only')) expect(status).toBe(200);
    else {
      expect(status).toBe(400);
      expect(body.details?.length).toBeGreaterThan(0);
    }
    expect(line.violations).not.toEqual([]);
  });

  it('remembers quick replies that nobody would see', async () => {
    const { status } = await push(quick(2), text('after'));
    expect(status).toBe(200);
    expect(line.violations).toEqual([expect.stringContaining('last message only')]);
  });
});

whereSpecified('LINE refuses what its specification does not know', () => {
  it.each<[string, string, unknown]>([
    [
      'an unknown property',
      'POST /v2/bot/message/push',
      { to: lineId('mali'), messages: [{ ...text('a'), colour: 'red' }] },
    ],
    [
      'an unknown message type',
      'POST /v2/bot/message/push',
      { to: lineId('mali'), messages: [{ type: 'poem', text: 'a' }] },
    ],
    ['a message without its text', 'POST /v2/bot/message/push', { to: lineId('mali'), messages: [{ type: 'text' }] }],
    [
      'a wrong word in a bubble',
      'POST /v2/bot/message/push',
      { to: lineId('mali'), messages: [flex(bubble({ ...text('a'), weight: 'heavy' }))] },
    ],
    [
      '501 recipients',
      'POST /v2/bot/message/multicast',
      { to: Array.from({ length: 501 }, () => lineId('mali')), messages: [text('a')] },
    ],
    ['a push to nobody', 'POST /v2/bot/message/push', { messages: [text('a')] }],
  ])('%s', async (_name, call, body) => {
    line.person('mali');
    const told = await lineCall(line, call, body);
    expect([told.status, told.body.details?.length]).toEqual([400, 1]);
    expect(line.violations).toHaveLength(1);
  });

  it('and endpoints it does not have, or has on the other host', async () => {
    expect((await lineCall(line, 'GET /v2/bot/message/everything')).status).toBe(404);
    expect((await lineCall(line, 'GET /v2/bot/richmenu/richmenu-1/content')).status).toBe(404);
    expect(line.violations).toHaveLength(2);
  });
});
