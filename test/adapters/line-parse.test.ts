import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { parse } from '../../adapters/line/parse.ts';
import { signatureOf } from '../../adapters/line/signature.ts';

const user = { type: 'user', userId: 'U1' };
const event = (fields: object) => ({
  mode: 'active',
  webhookEventId: 'E1',
  replyToken: 'R1',
  timestamp: 1,
  source: user,
  deliveryContext: { isRedelivery: false },
  ...fields,
});
const texts = (...events: unknown[]) => parse({ destination: 'Ub', events }).said.map((said) => said.inbound.text);

test('each event of a person becomes one line', () => {
  expect(texts(event({ type: 'message', message: { type: 'text', id: 'M1', text: '/coupons\n2' } }))).toEqual([
    '/coupons\n2',
  ]);
  expect(texts(event({ type: 'message', message: { type: 'sticker', id: 'M1' } }))).toEqual(['']);
  expect(texts(event({ type: 'postback', postback: { data: '/claim 01J' } }))).toEqual(['/claim 01J']);
  expect(texts(event({ type: 'follow', follow: { isUnblocked: true } }))).toEqual(['/start']);
  expect(texts(event({ type: 'unfollow', replyToken: undefined }))).toEqual(['/blocked']);
  expect(texts(event({ type: 'unsend', unsend: { messageId: 'M1' } }))).toEqual(['/unsend M1']);
});

test('an event keeps its id, its person, its message and its token', () => {
  const { said } = parse({ events: [event({ type: 'message', message: { type: 'text', id: 'M1', text: 'hi' } })] });
  expect(said).toEqual([
    {
      inbound: { id: 'E1', channel: 'line', from: 'U1', text: 'hi', message: 'M1' },
      replyToken: 'R1',
      follow: false,
    },
  ]);
});

test('what is no event of a person is left out', () => {
  const message = { type: 'text', id: 'M1', text: 'hi' };
  expect(texts(event({ type: 'message', message, mode: 'standby' }))).toEqual([]);
  expect(texts(event({ type: 'message', message, source: undefined }))).toEqual([]);
  expect(texts(event({ type: 'message', message, source: { type: 'user' } }))).toEqual([]);
  expect(texts(event({ type: 'somethingNew' }), null, [], 7, 'x')).toEqual([]);
  for (const body of [null, [], 7, 'x', {}, { events: null }, { events: {} }]) expect(parse(body).said).toEqual([]);
});

test('half a character in a text is mended', () => {
  expect(texts(event({ type: 'message', message: { type: 'text', id: 'M1', text: 'a\ud83d' } }))).toEqual(['a\ufffd']);
});

test('in a group only a command is heeded, and never as the person', () => {
  const group = { type: 'group', groupId: 'C1', userId: 'U1' };
  const said = (text: string) => event({ type: 'message', source: group, message: { type: 'text', id: 'M1', text } });
  expect(parse({ events: [said('good morning')] })).toEqual({ said: [], inGroup: [] });
  expect(parse({ events: [said('/show 1')] })).toEqual({ said: [], inGroup: ['R1'] });
});

test('ten thousand altered requests are all refused', () => {
  const signed = signatureOf('the channel secret');
  const body = Buffer.from(JSON.stringify({ destination: 'Ub', events: [event({ type: 'follow' })] }));
  const good = createHmac('sha256', 'the channel secret').update(body).digest('base64');
  expect(signed(body, good)).toBe(true);
  let accepted = 0;
  for (let i = 0; i < 5000; i++) {
    const altered = Buffer.from(body);
    altered[i % body.length]! ^= 1 + (i % 255);
    if (signed(altered, good)) accepted++;
    const at = i % good.length;
    const letter = String.fromCharCode(33 + (i % 90));
    const forged = good.slice(0, at) + letter + good.slice(at + 1);
    if (forged !== good && signed(body, forged)) accepted++;
  }
  for (const forged of [undefined, '', `${good} `, `${good}=`, good.slice(0, -1), [good], good.replace(/=$/, '')]) {
    if (signed(body, forged)) accepted++;
  }
  expect(accepted).toBe(0);
});
