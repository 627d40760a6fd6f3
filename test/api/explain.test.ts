import { expect, test } from 'vitest';
import { explainRefusal } from '../../src/explain-refusal.ts';
import { Refusal } from '../../src/refusal.ts';
import { languages, type RefusalCode, wordsFor } from '../../src/words/index.ts';
import { anything } from '../house/anything.ts';

const words = wordsFor({ name: 'Antler', zone: 'Asia/Taipei', currency: 'TWD' });

test.each(languages)('every no in %s is a sentence and a remedy that a machine can follow', (language) => {
  const wrong: string[] = [];
  for (const code of Object.keys(words(language).refusals) as RefusalCode[]) {
    const { sentence, remedy } = explainRefusal({ words }, language, new Refusal(code, anything() as never));
    const commands = /(?<![\w/.])\/[a-z]+(?![\w/.-])/;
    if (!sentence || !remedy || commands.test(remedy) || /undefined|null/.test(sentence + remedy)) {
      wrong.push(`${code}: ${sentence} | ${remedy}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('an amount or an abbreviation does not end the sentence', () => {
  const facts = { minimum: 15_850, order: 10_000, missing: 5850 };
  expect(explainRefusal({ words }, 'en', new Refusal('minimum-missing', facts))).toEqual({
    code: 'minimum-missing',
    sentence: 'It needs an order of NT$158.50; this one is NT$100.',
    remedy: 'NT$58.50 more to go.',
  });
  const { sentence } = explainRefusal({ words }, 'en', new Refusal('store-name-taken', { store: 'St. mary' }));
  expect(sentence).toBe('There is a store called St. mary already.');
});
