import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { create } from 'qrcode';
import { describe, expect, test } from 'vitest';
import { drawCode } from '../../adapters/telegram/card.ts';
import { isPublic } from '../../adapters/telegram/keyboard.ts';
import { type Draft, type Drawn, render } from '../../adapters/telegram/render.ts';
import { html, split, visible } from '../../adapters/telegram/spans.ts';
import type { Button, Message } from '../../src/chat/channel.ts';
import type { Obj } from '../phones/obj.ts';
import { parseHtml } from '../phones/telegram/html.ts';
import { checkMarkup, readText } from '../phones/telegram/limits.ts';

const words = fc.oneof(
  fc.lorem({ maxCount: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.constantFrom(
    '<b>',
    '&amp;',
    '</code>"',
    '優惠券',
    '👨‍👩‍👧‍👦',
    'a'.repeat(1100),
    '蛋糕'.repeat(2500),
    'x\n'.repeat(3000),
  ),
);
const label = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 90 }),
  fc.constantFrom('Claim', '領取', '<Go & see>'),
);
const button: fc.Arbitrary<Button> = fc.oneof(
  fc.record({
    label,
    says: fc.oneof(
      fc.constantFrom('/drops', '/claim 0198'),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }),
    ),
  }),
  fc.record({
    label,
    opens: fc.constantFrom('https://shop.example/q/x', 'http://localhost:3000/chat', 'tg://x', 'not a page'),
  }),
  fc.record({ label, asks: fc.constant('contact' as const) }),
);
const code = { text: 'ABCD-EFGH-JKMN-P', link: 'https://shop.example/q/abc', token: 'abc' };
const message: fc.Arbitrary<Message> = fc.record(
  {
    text: words,
    title: words,
    image: fc.constant('https://shop.example/latte.jpg'),
    code: fc.constant(code),
    buttons: fc.array(button, { maxLength: 120 }),
  },
  { requiredKeys: ['text'] },
);
const bare = (text: string) => text.replace(/\s+/g, '');
const plain = (draft: Draft) => (parseHtml(draft.text) as { text: string }).text;
const keysOf = (draft: Draft): Obj[] =>
  Object.values(draft.markup ?? {}).flatMap((v) => (Array.isArray(v) ? v.flat() : [])) as Obj[];

describe('Telegram draws', () => {
  test('anything we can say within its limits, and nothing is lost', () => {
    const levels = fc.constantFrom<Drawn>('all', 'no picture', 'words');
    fc.assert(
      fc.property(message, levels, (said, level) => {
        const drafts = render(said, level);
        const notes: string[] = [];
        for (const { text, photo, markup } of drafts) {
          const [field, other] = photo ? (['caption', 'caption_entities'] as const) : (['text', 'entities'] as const);
          readText({ [field]: text, parse_mode: 'HTML' }, field, other, (n) => notes.push(n));
          if (markup) checkMarkup(undefined, markup as unknown as Obj, (n) => notes.push(n));
        }
        expect(notes).toEqual([]);
        const text = bare(drafts.map(plain).join('\n'));
        const keys = drafts.flatMap(keysOf);
        const seen = (value: string, field: string) => {
          const there = text.includes(bare(value)) || keys.some((key) => bare(String(key[field])) === bare(value));
          if (!there) throw new Error(`${field} is lost: ${value}`);
        };
        // biome-ignore lint/suspicious/noControlCharactersInRegex: what Telegram drops
        const clean = (value: string) => value.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '');
        seen(clean(said.text), 'none');
        if (said.title) seen(clean(said.title), 'none');
        if (said.code) seen(code.text, 'none');
        for (const one of said.buttons ?? []) {
          if ('asks' in one) continue;
          seen(clean(one.label), 'text');
          seen('says' in one ? clean(one.says) : one.opens, 'says' in one ? 'callback_data' : 'url');
        }
        if (level !== 'all' && said.image) seen(said.image, 'none');
      }),
      { numRuns: 400 },
    );
  });

  test('a title in bold, short buttons side by side, and what it cannot open in words', () => {
    const [draft, ...more] = render({
      title: 'Free <latte>',
      text: 'Yours & mine',
      buttons: [
        { label: 'Claim', says: '/claim 1' },
        { label: 'Details', says: '/show 1' },
        { label: 'Everything that the shop has to tell', says: '/help' },
        { label: 'Chat', opens: 'http://localhost:3000/chat' },
        { label: 'Long', says: `/claim ${'x'.repeat(60)}` },
      ],
    });
    expect(more).toEqual([]);
    expect(draft!.text).toBe(
      `<b>Free &lt;latte&gt;</b>\nYours &amp; mine\n\nChat: http://localhost:3000/chat\nLong: /claim ${'x'.repeat(60)}`,
    );
    expect(draft!.markup).toEqual({
      inline_keyboard: [
        [
          { text: 'Claim', callback_data: '/claim 1' },
          { text: 'Details', callback_data: '/show 1' },
        ],
        [{ text: 'Everything that the shop has to tell', callback_data: '/help' }],
      ],
    });
  });

  test('exactly as many buttons, and as much behind one, as Telegram takes', () => {
    const keys = (buttons: Button[]) => {
      const [draft] = render({ text: 'x', buttons });
      return { count: keysOf(draft!).length, text: plain(draft!) };
    };
    const behind = (bytes: number) => keys([{ label: 'Go', says: '/'.padEnd(bytes, 'x') }]).count;
    expect([behind(64), behind(65)]).toEqual([1, 0]);
    const many = Array.from({ length: 101 }, (_, n) => ({ label: `B${n}`, says: `/b ${n}` }));
    expect(keys(many)).toEqual({ count: 100, text: 'x\n\nB100: /b 100' });
  });

  test('the contact button below the chat, beside inline buttons in a message of its own', () => {
    const drafts = render({
      text: 'Your number?',
      buttons: [
        { label: 'Later', says: '/drops' },
        { label: 'Share', asks: 'contact' },
      ],
    });
    expect(drafts).toHaveLength(2);
    expect(drafts[1]!.markup).toEqual({
      keyboard: [[{ text: 'Share', request_contact: true }]],
      resize_keyboard: true,
      one_time_keyboard: true,
    });
    expect(render({ text: 'Your number?', buttons: [{ label: 'Share', asks: 'contact' }] })).toHaveLength(1);
  });

  test('a code card as a picture with the code to copy, on a line of its own', () => {
    const [draft] = render({ title: 'Latte', text: 'Show this.', code });
    expect(draft!.text).toBe('<b>Latte</b>\nShow this.\n<code>ABCD-EFGH-JKMN-P</code>');
    expect(draft!.markup).toEqual({
      inline_keyboard: [[{ text: '📋 ABCD-EFGH-JKMN-P', copy_text: { text: 'ABCD-EFGH-JKMN-P' } }]],
    });
    expect(Buffer.isBuffer(draft!.photo)).toBe(true);
    expect(render({ text: 'Show\nABCD-EFGH-JKMN-P\nat the till', code })[0]!.text).toBe(
      'Show\n<code>ABCD-EFGH-JKMN-P</code>\nat the till',
    );
  });

  test('long text cut at line ends, never within a code', () => {
    const code = { text: 'ABCD EFGH', tag: 'code' as const };
    const parts = split([{ text: `${'word '.repeat(4)}` }, code, { text: ' end' }], 24, 24);
    expect(parts.map(visible)).toEqual(['word word word word ', 'ABCD EFGH end']);
    expect(parts.map(html)[1]).toBe('<code>ABCD EFGH</code> end');
    expect(split([{ text: '👨‍👩‍👧‍👦'.repeat(4) }], 12, 12).map(visible)).toEqual(Array(4).fill('👨‍👩‍👧‍👦'));
  });

  test('pages of a real host as buttons, others not', () => {
    expect(['https://a.example', 'http://127.0.0.1:3000/q/x'].map(isPublic)).toEqual([true, true]);
    const others = [
      'http://localhost/',
      'http://[::1]/',
      'tg://resolve',
      'https://shop',
      'javascript:1',
      'https://x.localhost',
    ];
    expect(others.map(isPublic)).toEqual(others.map(() => false));
  });
});

test('the picture of a code holds the QR code and the bars with quiet zones', () => {
  const picture = drawCode(code);
  expect(picture).toBe(drawCode({ ...code }));
  const width = picture.readUInt32BE(16);
  const height = picture.readUInt32BE(20);
  const length = picture.readUInt32BE(33);
  const rows = inflateSync(picture.subarray(41, 41 + length));
  expect(rows.length).toBe(height * (width / 8 + 1));
  const dark = (x: number, y: number) => (rows[y * (width / 8 + 1) + 1 + (x >> 3)]! & (0x80 >> (x & 7))) === 0;
  const { modules } = create(code.link, { errorCorrectionLevel: 'M' });
  const dot = Math.floor(width / (modules.size + 8));
  const left = (width - dot * modules.size) >> 1;
  const top = Math.max(40, dot * 4);
  for (let y = 0; y < modules.size; y += 1) {
    for (let x = 0; x < modules.size; x += 1) {
      expect(dark(left + x * dot + (dot >> 1), top + y * dot + (dot >> 1))).toBe(Boolean(modules.get(y, x)));
    }
  }
  const bars = Array.from({ length: width }, (_, x) => dark(x, height - 100));
  expect(bars.indexOf(true)).toBeGreaterThan(20);
  expect(width - bars.lastIndexOf(true)).toBeGreaterThan(20);
  // Start C or B, 13 symbols at most one each, check and stop: 11 modules each, 13 for the stop.
  expect(bars.filter((bar, x) => bar && !bars[x - 1]).length).toBeGreaterThan(40);
});
