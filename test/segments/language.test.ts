import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRule } from '../../src/segments/read-rule.ts';
import { MOST_LETTERS, ruleSchema } from '../../src/segments/rule.ts';
import { writeRule } from '../../src/segments/write-rule.ts';
import { languages } from '../../src/words/index.ts';
import { anything, randomRules } from './random-rules.ts';

test.each(languages)('a rule that is written in %s is read as the same rule', (language) => {
  fc.assert(
    fc.property(randomRules(anything), fc.constantFrom('TWD', 'JPY', 'KWD'), (rule, currency) => {
      expect(ruleSchema.parse(rule)).toEqual(rule);
      const text = writeRule(rule, language, currency);
      fc.pre(text.length <= MOST_LETTERS);
      expect(readRule(text, currency)).toEqual(rule);
      expect(writeRule(readRule(text, currency), language, currency)).toBe(text);
    }),
    { numRuns: 300 },
  );
});

test('a name that holds a time stands in quotes, in every language', () => {
  const rule = { field: 'bought', name: '半年內茶', op: '>=', value: 1 } as const;
  for (const language of languages) {
    const text = writeRule(rule, language, 'TWD');
    expect(text).toMatch(/["「“]半年內茶["」”]/);
    expect(readRule(text, 'TWD')).toEqual(rule);
  }
});
