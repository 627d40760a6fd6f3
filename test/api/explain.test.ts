import { expect, test } from 'vitest';
import { campaignSchema, termsSchema } from '../../src/campaigns/terms.ts';
import { explainRefusal } from '../../src/explain-refusal.ts';
import { Refusal } from '../../src/refusal.ts';
import { languages, type RefusalCode, wordsFor } from '../../src/words/index.ts';
import { anything } from '../house/anything.ts';

const words = wordsFor({ name: 'Antler', zone: 'Asia/Taipei', currency: 'TWD' });

test.each(languages)('every no in %s is a sentence and a remedy that a machine can follow', (language) => {
  const wrong: string[] = [];
  for (const code of Object.keys(words(language).refusals) as RefusalCode[]) {
    const { sentence, remedy } = explainRefusal({ words }, language, new Refusal(code, anything() as never));
    const commands = /(?<![\w/.}])\/[a-z]+(?![\w/.-])/;
    if (!sentence || !remedy || commands.test(remedy) || /undefined|null/.test(sentence + remedy)) {
      wrong.push(`${code}: ${sentence} | ${remedy}`);
    }
  }
  expect(wrong).toEqual([]);
});

test.each([
  ['en', "The campaign's discount limit cannot be like that.", /^It has to be above zero, for percent off only/],
  ['zh-hant', '活動的折抵上限不符合規定。', /^上限要大於零.+請修改後再傳一次。$/],
  ['zh-hans', '活动的减免上限不符合要求。', /^上限要大于零.+请修改后再发一次。$/],
])('what is wrong with terms is told in %s, and the schema speaks to programs only', (language, sentence, remedy) => {
  const facts = { field: 'terms.capMinor', problem: 'only for kind percent' };
  const said = explainRefusal({ words }, language, new Refusal('terms-invalid', facts));
  expect(said).toEqual({
    code: 'terms-invalid',
    sentence,
    remedy: expect.stringMatching(remedy),
    problem: 'terms.capMinor: only for kind percent',
  });
});

test('every field of a campaign has a name and a rule in every language', () => {
  const fields = [...Object.keys(campaignSchema.shape), ...Object.keys(termsSchema.shape)];
  for (const language of languages) {
    const rules = words(language).termsRules;
    expect(fields.filter((field) => field !== 'terms' && !Object.hasOwn(rules, field))).toEqual([]);
  }
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
