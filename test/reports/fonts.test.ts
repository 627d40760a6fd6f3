import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { drawPng } from '../../src/reports/charts/png.ts';
import { picture, write } from '../../src/reports/charts/svg.ts';
import { KINDS } from '../../src/reports/shown/shown.ts';
import { languages, wordsFor } from '../../src/words/index.ts';

/** The characters that an OpenType font has glyphs for (its `cmap`, formats 4 and 12). */
function charactersOf(font: Buffer): Set<number> {
  const tables = font.readUInt16BE(4);
  const record = Array.from({ length: tables }, (_, n) => 12 + n * 16).find(
    (at) => font.toString('latin1', at, at + 4) === 'cmap',
  )!;
  const cmap = font.readUInt32BE(record + 8);
  const found = new Set<number>();
  for (let n = 0; n < font.readUInt16BE(cmap + 2); n++) {
    const at = cmap + font.readUInt32BE(cmap + 4 + n * 8 + 4);
    const format = font.readUInt16BE(at);
    if (format === 12) {
      for (let group = 0; group < font.readUInt32BE(at + 12); group++) {
        const [from, to] = [font.readUInt32BE(at + 16 + group * 12), font.readUInt32BE(at + 20 + group * 12)];
        for (let code = from; code <= to; code++) found.add(code);
      }
    } else if (format === 4) {
      const segments = font.readUInt16BE(at + 6) / 2;
      for (let s = 0; s < segments; s++) {
        const [to, from] = [font.readUInt16BE(at + 14 + s * 2), font.readUInt16BE(at + 16 + segments * 2 + s * 2)];
        for (let code = from; code <= to && code < 0xffff; code++) found.add(code);
      }
    }
  }
  return found;
}

const fonts = ['quan-tc', 'quan-sc'].map((name) => ({
  name,
  has: charactersOf(readFileSync(new URL(`../../src/reports/charts/fonts/${name}.otf`, import.meta.url))),
}));
const now = new Date('2026-11-23T06:00:00Z');

/** Everything that a picture can say, in each language and some currencies. */
function* said(): Generator<string> {
  for (const currency of ['TWD', 'CNY', 'JPY', 'MYR', 'HKD', 'USD', 'EUR', 'KRW', 'VND', 'GBP']) {
    const words = wordsFor({ name: 'Antler', zone: 'Asia/Taipei', currency });
    for (const language of languages) {
      const { chart, names, days } = words(language).reports;
      for (const kind of KINDS) yield names[kind];
      for (const one of Object.values(chart)) if (typeof one === 'string') yield one;
      yield [chart.money(1_234_567_850), chart.number(1_234_567), chart.share(0.123), ...chart.weekdays()].join('');
      for (let month = 0; month < 12; month++) {
        const day = new Date(Date.UTC(2025, month, 10 + month));
        yield days(day, now, now, 'Asia/Taipei');
      }
    }
  }
}

it.each(fonts)('The font $name has every character that a picture can hold', ({ has }) => {
  expect(has.size).toBeGreaterThan(500);
  const missing = [...said()].flatMap((text) => [...text].filter((one) => !has.has(one.codePointAt(0)!)));
  expect([...new Set(missing)]).toEqual([]);
});

it('Chinese is drawn with the fonts of the repository alone, and each language in its own shapes', async () => {
  const draw = (text: string, language: string) =>
    drawPng(picture('', '', [write(40, 300, text, { size: 90 })]), language);
  const [drawn, empty, taiwan, mainland] = await Promise.all([
    draw('核銷', 'zh-hant'),
    draw('', 'zh-hant'),
    draw('首次消费之', 'zh-hant'),
    draw('首次消费之', 'zh-hans'),
  ]);
  expect(drawn!.length).toBeGreaterThan(empty!.length + 500);
  expect(taiwan!.equals(mainland!)).toBe(false);
});
