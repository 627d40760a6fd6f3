import { expect, test } from 'vitest';
import { checkBlanks, type Facts, fillBlanks, plainBraces } from '../../src/broadcasts/blanks.ts';
import { wordsFor } from '../../src/words/index.ts';

const words = wordsFor({ name: 'Antler', zone: 'Asia/Taipei', currency: 'TWD' })('zh-hant');
const filled = (text: string, facts: Partial<Facts>) =>
  fillBlanks(text, { name: null, points: null, tier: null, ...facts }, words);

test('a Latin name among Chinese characters is set apart, and a Chinese one is not', () => {
  expect(filled('{姓名}您好，親愛的{姓名}', { name: 'Ken' })).toBe('Ken 您好，親愛的 Ken');
  expect(filled('{姓名}您好，親愛的{姓名}', { name: '小美' })).toBe('小美您好，親愛的小美');
  expect(filled('{姓名}，您好', { name: 'Ken' })).toBe('Ken，您好');
  expect(filled('{姓名|貴賓}您好', {})).toBe('貴賓您好');
  expect(filled('{姓名|VIP}您好', {})).toBe('VIP 您好');
});

test('figures and what stands next to another blank are set apart as well', () => {
  expect(filled('您有{點數}點', { points: 1_200 })).toBe('您有 1,200 點');
  expect(filled('您有 {點數} 點', { points: 5 })).toBe('您有 5 點');
  expect(filled('{等級}{姓名}', { tier: '金卡', name: 'Noël' })).toBe('金卡 Noël');
  expect(filled('{姓名}{等級}', { name: 'สมชาย', tier: '金卡' })).toBe('สมชาย 金卡');
});

test('an English text stays as it was written', () => {
  expect(filled('Dear {name}, {points} points ({tier})', { name: '小美', points: 3, tier: 'Gold' })).toBe(
    'Dear 小美, 3 points (Gold)',
  );
  expect(filled('<{name}>', { name: '{points}' })).toBe('<{points}>');
});

test('braces of a Chinese keyboard are blanks too, and a lone one is refused', () => {
  expect(plainBraces('｛姓名｜貴賓｝您好')).toBe('{姓名|貴賓}您好');
  expect(plainBraces('no blank ｜ here')).toBe('no blank ｜ here');
  for (const text of ['｛大名｝您好', '您好｛', '您好｝']) expect(() => checkBlanks(plainBraces(text))).toThrow();
});
