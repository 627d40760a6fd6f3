import fc from 'fast-check';
import { DEEPEST, MOST_CONDITIONS, MOST_DAYS, ops, type Rule } from '../../src/segments/rule.ts';

/** What rules of a test are about; names that data has, and some that it has not. */
export interface Known {
  names: fc.Arbitrary<string>;
  stores: fc.Arbitrary<string>;
  cities: fc.Arbitrary<string>;
  campaigns: fc.Arbitrary<string>;
  tiers: fc.Arbitrary<string>;
  tags: fc.Arbitrary<string>;
  channels: fc.Arbitrary<string>;
  segments: fc.Arbitrary<string>;
  days: fc.Arbitrary<number>;
  counts: fc.Arbitrary<number>;
  minor: fc.Arbitrary<number>;
  points: fc.Arbitrary<number>;
}

/** Names as a tester thinks of them: words of ours, quotes, brackets, Chinese, numbers. */
const odd = fc
  .oneof(
    fc.constantFrom(
      'and',
      'or',
      'lost',
      'last visit',
      'no',
      'none',
      '來訪',
      '生日蛋糕',
      '非洲咖啡',
      '快流失',
      '且',
      '3',
      '60 days',
      ...['三月', '九份', '三千', '六十天內', '半年內茶', '台北或新北', '3千', 'St.', '《熱》', '熱。', '一年'],
    ),
    fc.constantFrom(
      'flat white',
      '拿鐵',
      'Café',
      '"quoted"',
      '「拿鐵」',
      '“熱”',
      'a|b',
      'x, y',
      '(z)',
      '>= 3',
      'Café 咖啡',
      '＂',
      '7-11',
      '!',
    ),
    fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme' }),
    fc.string({
      minLength: 1,
      maxLength: 6,
      unit: fc.constantFrom(...'且或非不是在沒有來訪天內月年前三十萬「」《》“”"（）、。. aB3>='),
    }),
  )
  .map((text) => text.replace(/[\p{Cc}\p{Cs}]/gu, '').trim())
  .filter((text) => text.length > 0);

const whole = (max: number) => fc.integer({ min: 0, max });

/** Any names at all. */
export const anything: Known = {
  ...{ names: odd, stores: odd, cities: odd, campaigns: odd, tiers: odd, tags: odd, channels: odd, segments: odd },
  days: fc.integer({ min: 1, max: MOST_DAYS }),
  ...{ counts: whole(1e12), minor: whole(1e12), points: whole(1e12) },
};

/** Random rules of every kind of condition, with "and", "or" and "not" in one another. */
export function randomRules(known: Known): fc.Arbitrary<Rule> {
  const op = fc.constantFrom(...ops);
  const some = <T>(one: fc.Arbitrary<T>) => fc.uniqueArray(one, { minLength: 1, maxLength: 3 });
  const often = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined, freq: 2 });
  const count = { op, value: known.counts, days: often(known.days) };
  const sum = { ...count, value: known.minor };
  const names = (field: string, one: fc.Arbitrary<string>) => fc.record({ field: fc.constant(field), in: some(one) });
  const at = fc.option(some(known.stores), { nil: undefined, freq: 1 });
  const of = fc.option(some(known.campaigns), { nil: undefined, freq: 1 });
  const condition = fc
    .oneof(
      fc.record({ field: fc.constant('visits'), ...count, at }),
      fc.record({ field: fc.constant('visits'), op: fc.constant('='), value: fc.constant(0), days: known.days, at }),
      fc.record({ field: fc.constantFrom('spend', 'average'), ...sum, at }),
      fc.record({ field: fc.constantFrom('claimed', 'used'), ...count, of }),
      fc.record({ field: fc.constantFrom('bought', 'product', 'category'), name: known.names, ...count }),
      fc.record({ field: fc.constant('unused'), op, value: whole(4), last: fc.integer({ min: 1, max: 5 }) }),
      fc.record({ field: fc.constant('points'), op, value: known.points }),
      fc.record({ field: fc.constant('rating'), op, value: fc.integer({ min: 1, max: 5 }), days: often(known.days) }),
      fc.record({
        field: fc.constantFrom('last-visit', 'first-visit', 'joined'),
        op: fc.constantFrom('>=', '<=', '>', '<'),
        days: known.days,
      }),
      fc.record({ field: fc.constant('value'), in: some(fc.constantFrom('high', 'mid', 'low')) }),
      fc.record({ field: fc.constant('behaviour'), in: some(fc.constantFrom('active', 'slipping', 'lost')) }),
      names('tier', fc.oneof(known.tiers, fc.constant('none'))),
      names('store', known.stores),
      names('city', known.cities),
      names('tag', known.tags),
      names('language', fc.constantFrom('en', 'zh-hant', 'zh-hans')),
      names('channel', known.channels),
      names('segment', known.segments),
      fc.record({ field: fc.constant('birthday'), days: whole(366) }),
      fc.record({
        field: fc.constant('birthday'),
        month: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.constantFrom('this', 'next')),
      }),
    )
    .map(
      (one) => Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)) as unknown as Rule,
    );
  const { rule } = fc.letrec<{ rule: Rule }>((tie) => ({
    rule: fc.oneof(
      { maxDepth: 3, depthSize: 'small', withCrossShrink: true },
      { weight: 3, arbitrary: condition },
      { weight: 1, arbitrary: fc.array(tie('rule'), { minLength: 2, maxLength: 3 }).map((all) => ({ all })) },
      { weight: 1, arbitrary: fc.array(tie('rule'), { minLength: 2, maxLength: 3 }).map((any) => ({ any })) },
      { weight: 1, arbitrary: tie('rule').map((not) => ({ not })) },
    ),
  }));
  return rule.filter((one) => sizeOf(one).conditions <= MOST_CONDITIONS && sizeOf(one).depth <= DEEPEST);
}

function sizeOf(rule: Rule): { conditions: number; depth: number } {
  const parts = 'all' in rule ? rule.all : 'any' in rule ? rule.any : 'not' in rule ? [rule.not] : [];
  if (parts.length === 0) return { conditions: 1, depth: 0 };
  const inner = parts.map(sizeOf);
  return {
    conditions: inner.reduce((sum, one) => sum + one.conditions, 0),
    depth: 1 + Math.max(...inner.map((one) => one.depth)),
  };
}
