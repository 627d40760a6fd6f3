import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MOST_OBJECTS, render } from '../../adapters/line/render.ts';
import type { Button, Message } from '../../src/chat/channel.ts';
import { typed } from '../../src/chat/plain.ts';
import { checkMessages } from '../phones/line/limits.ts';
import { makeFindings } from '../phones/line/limits-action.ts';
import type { Obj } from '../phones/obj.ts';

const text = (maxLength: number) =>
  fc.oneof(
    fc.string({ maxLength }),
    fc.string({ unit: 'grapheme', maxLength }),
    fc.string({ unit: 'binary', maxLength }),
    fc.constantFrom('', ' ', '\n', '👨‍👩‍👧‍👦'.repeat(30), 'é'.repeat(90), '券'.repeat(maxLength)),
  );
const address = fc.oneof(
  fc.webUrl({ withQueryParameters: true }),
  fc.constantFrom('tel:+886', 'ftp://x', 'https://', 'http://a:b@c/', 'https://例え.jp/券 1'),
  text(1200),
);
const button: fc.Arbitrary<Button> = fc.oneof(
  fc.record({ label: text(60), says: text(400) }),
  fc.record({ label: text(60), opens: address }),
  fc.record({ label: text(60), asks: fc.constant('contact' as const) }),
);
const message: fc.Arbitrary<Message> = fc.record(
  {
    text: fc.oneof(text(100), text(7000)),
    title: fc.oneof(text(60), text(400)),
    image: address,
    code: fc.record({
      text: fc.constant('8F2K 9Q3M 7XTP C'),
      link: fc.constantFrom('https://shop.example/q/abc', '8F2K9Q3M7XTPC'),
      token: fc.base64String({ maxLength: 30 }),
    }),
    buttons: fc.array(button, { maxLength: 20 }),
  },
  { requiredKeys: ['text'] },
);

/** Every string of the objects, in order, as one text. */
function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === 'type' || key === 'altText' ? [] : strings(inner)));
}

const missing = (messages: Message[], objects: unknown): string[] => {
  // A long text is cut into pieces, so the pieces are read together, and blanks between them do not count.
  const squeeze = (s: string) => s.toWellFormed().replace(/\s+/g, '');
  const all = strings(objects).map(squeeze);
  const said = all.join('');
  const href = (s: string) => (URL.canParse(s) ? [squeeze(new URL(s).href)] : []);
  const has = (s: string) => [squeeze(s), ...href(s)].some((one) => said.includes(one));
  return messages.flatMap((m) => [
    ...[m.text, m.title ?? '', m.code?.text ?? ''].filter((s) => !said.includes(squeeze(s))),
    ...(m.buttons ?? []).flatMap((b) => [b.label, typed(b)]).filter((s) => !has(s)),
  ]);
};

const wrong = (objects: unknown[]): string[] => {
  const found = makeFindings();
  for (let at = 0; at < objects.length; at += MOST_OBJECTS) {
    checkMessages(found, objects.slice(at, at + MOST_OBJECTS) as Obj[]);
  }
  return [...found.refused, ...found.noted].map((one) => `${one.property}: ${one.message}`);
};

test('line accepts anything we can say, and nothing of it is lost', () => {
  fc.assert(
    fc.property(fc.array(message, { maxLength: 14 }), fc.boolean(), (messages, served) => {
      const objects = render(messages, served ? 'https://shop.example' : undefined);
      expect(wrong(objects)).toEqual([]);
      expect(missing(messages, objects)).toEqual([]);
    }),
    { numRuns: 400 },
  );
});

test('a plain sentence is a text, and nothing is nothing', () => {
  expect(render([{ text: 'Hello' }])).toEqual([{ type: 'text', text: 'Hello' }]);
  expect(render([{ text: '' }])).toEqual([]);
});

test('many choices are quick replies, few are buttons that stay', () => {
  const choices = (n: number) => Array.from({ length: n }, (_, i) => ({ label: `Choice ${i}`, says: `/c ${i}` }));
  const [few] = render([{ text: 'Which?', buttons: choices(4) }]);
  expect(few!.type).toBe('flex');
  const [many] = render([{ text: 'Which?', buttons: choices(13) }]);
  expect(many).toMatchObject({ type: 'text', text: 'Which?' });
  expect(many!.quickReply!.items).toHaveLength(13);
});

test('a list of coupons is one carousel with the sentence before it', () => {
  const coupons = Array.from({ length: 12 }, (_, i) => ({
    title: `Free latte ${i}`,
    text: 'Until 8 March',
    buttons: [{ label: 'Show', says: `/show ${i}` }],
  }));
  const objects = render([{ text: 'Your coupons' }, ...coupons]) as Obj[];
  expect(objects.map((one) => one.type)).toEqual(['text', 'flex']);
  expect((objects[1]!.contents as Obj).contents).toHaveLength(12);
});

test('what has no place in the card follows it as text', () => {
  const long = `/claim ${'x'.repeat(300)}`;
  const objects = render([{ title: 'Coupon', text: 'T', buttons: [{ label: 'Claim', says: long }] }]) as Obj[];
  expect(objects.at(-1)).toEqual({ type: 'text', text: `Claim: ${long}` });
});

test('twenty buttons are all there, the last ones as text', () => {
  const buttons = Array.from({ length: 20 }, (_, i) => ({ label: `Button ${i}`, says: `/say ${i}!` }));
  const messages = [{ title: 'Choose', text: 'One of', buttons }];
  const objects = render(messages) as Obj[];
  expect(missing(messages, objects)).toEqual([]);
  expect(objects.at(-1)!.text).toMatch(/^Button 10: \/say 10!\n/);
});

test('a row of heavy cards becomes several rows', () => {
  const heavy = Array.from({ length: 12 }, (_, i) => ({
    title: `Coupon ${i}`,
    text: '券'.repeat(1900),
    buttons: [{ label: 'Show', says: `/show ${i}` }],
  }));
  const objects = render(heavy);
  expect(objects.length).toBeGreaterThan(1);
  expect(wrong(objects)).toEqual([]);
  expect(missing(heavy, objects)).toEqual([]);
});

test('a notification shows words, not commands', () => {
  const [object] = render([
    { title: 'Free latte', text: 'Today', buttons: [{ label: 'Claim', says: '/claim 1' }] },
  ]) as Obj[];
  expect(object!.altText).toBe('Free latte\nToday');
});

test('a code is large, copied by a tap, and its pictures come from an https address only', () => {
  const card = { text: 'Show this', code: { text: '8F2K 9Q3M 7XTP C', link: 'https://s.example/q/t', token: 't' } };
  const drawn = JSON.stringify(render([card], 'https://s.example'));
  expect(drawn).toContain('"clipboardText":"8F2K 9Q3M 7XTP C"');
  expect(drawn).toContain('https://s.example/code/t.png');
  expect(drawn).toContain('https://s.example/code/t.bar.png');
  const bare = JSON.stringify(render([card]));
  expect(bare).not.toContain('.png');
  expect(bare).toContain('https://s.example/q/t');
});
