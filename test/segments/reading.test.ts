import { describe, expect, it, test } from 'vitest';
import { near } from '../../src/segments/near.ts';
import { readRule } from '../../src/segments/read-rule.ts';
import { MOST_CONDITIONS, MOST_LETTERS, MOST_NAMES, type Rule, ruleSchema } from '../../src/segments/rule.ts';
import { writeRule } from '../../src/segments/write-rule.ts';
import { languages, wordsFor } from '../../src/words/index.ts';
import { refusal } from '../coupons/counter.ts';

const read = (text: string) => readRule(text, 'TWD');
const refused = (text: string) => refusal((async () => read(text))());
const english = (text: string) => writeRule(read(text), 'en', 'TWD');

describe('A rule is read', () => {
  const quiet: Rule = { field: 'visits', op: '=', value: 0, days: 21 };
  const tiers: Rule = { field: 'tier', in: ['silver', 'gold'] };
  const bought = (name: string): Rule => ({ field: 'bought', name, op: '>=', value: 3, days: 60 });

  test.each([
    ['coffee >= 3 in 60 days and no visit in 21 days and tier in (silver, gold)', 'coffee'],
    ['coffee >= 3 in 60 days, no visit 21 days, tier silver|gold'.replace('visit 21', 'visit in 21'), 'coffee'],
    ['in the last 60 days coffee at least 3 AND no visit within 3 weeks and tier is in (silver or gold)', 'coffee'],
    ['60 天內 咖啡 >= 3 且 21 天內沒有來訪 且 等級 屬於 (silver, gold)', '咖啡'],
    ['60天內咖啡≥3杯，21天內沒有來訪，等級屬於（silver、gold）', '咖啡'],
    ['最近60天咖啡至少3次且最近21天没有来访且等级属于（silver、gold）', '咖啡'],
    ['６０天内「咖啡」＞＝３　並且　３週內無來訪 而且 level in (silver, gold)', '咖啡'],
  ])('as people write it: %s', (text, name) => {
    expect(read(text)).toEqual({ all: [bought(name), quiet, tiers] });
  });

  test.each([
    ['a >= 1 or b >= 1 and c >= 1', '((a >= 1) or ((b >= 1) and (c >= 1)))'],
    ['a >= 1 且 b >= 1 或 c >= 1', '(a >= 1 and b >= 1) or c >= 1'],
    ['not a >= 1 and b >= 1', '(not (a >= 1)) and b >= 1'],
  ])('with "and" closer than "or", and "not" closest: %s', (text, same) => {
    expect(read(text)).toEqual(read(same));
  });

  test.each([
    ['spend >= NT$3,000.50 in 365 days', 'spend >= 3000.50 in 365 days'],
    ['消費 > 3000 元', 'spend > 3000'],
    ['消費 3000 元以上', 'spend >= 3000'],
    ['60天內來訪3次以上', 'visits >= 3 in 60 days'],
    ['points 100 or less', 'points <= 100'],
    ['六十天內咖啡至少三次且二十一天內沒有來訪', '咖啡 >= 3 in 60 days and no visit in 21 days'],
    ['最近三十天咖啡三次以上', '咖啡 >= 3 in 30 days'],
    ['兩個月內來訪十二次以上', 'visits >= 12 in 60 days'],
    ['一年內消費超過一萬二千元', 'spend > 12000 in 365 days'],
    ['消費 1.5 萬以上', 'spend >= 15000'],
    ['消費3千元以上', 'spend >= 3000'],
    ['點數 >= 兩百五十。', 'points >= 250'],
    ['最近三張未使用兩張以上', 'unused >= 2 of last 3'],
    ['生日在十二月', 'birthday in month 12'],
    ['上次來訪超過兩個月', 'last visit > 60 days ago'],
    ['visits >= 3 in 1 year.', 'visits >= 3 in 365 days'],
    ['城市是台北或新北且標籤是常客', 'city in (台北, 新北) and tag 常客'],
    ['城市是「台北或新北」', 'city "台北或新北"'],
    ['常去門市是九份或標籤是三月', 'store 九份 or tag 三月'],
    ['三杯雞 >= 2 且一番賞三次以上', '三杯雞 >= 2 and 一番賞 >= 3'],
    ['《咖啡》 >= 3', '咖啡 >= 3'],
    ['joined in 30 days', 'joined <= 30 days ago'],
    ['上次來訪超過 2 個月', 'last visit > 60 days ago'],
    ['no tag vip', 'not tag vip'],
    ['tier is not gold', 'tier is not gold'],
    ['等級不屬於（gold、無）', 'tier not in (gold, none)'],
    ['no tier', 'tier none'],
    ['高價值', 'value high'],
    ['slipping away or 已流失', 'behaviour slipping or behaviour lost'],
    ['claimed LATTE in 30 days', 'claimed >= 1 of LATTE in 30 days'],
    ['30 天內使用（LATTE、CAKE20）= 0', 'used = 0 of (LATTE, CAKE20) in 30 days'],
    ['最近 3 張未使用 >= 2', 'unused >= 2 of last 3'],
    ['30 天內在站前來訪 >= 2', 'visits >= 2 at 站前 in 30 days'],
    ['生日在 3 月', 'birthday in month 3'],
    ['本月生日', 'birthday this month'],
    ['birthday in 2 weeks', 'birthday in 14 days'],
    ['不屬於客群「常客」', 'not segment 常客'],
    ['語言是繁體中文', 'language zh-hant'],
    ['生日蛋糕 >= 1', '生日蛋糕 >= 1'],
    ['非洲咖啡 >= 2', '非洲咖啡 >= 2'],
    ['"7 ""days""" >= 1', '"7 ""days""" >= 1'],
  ])('%s', (text, canonical) => {
    expect(english(text)).toBe(canonical);
  });
});

it('A rule is written as each language writes it', () => {
  const rule = read(
    'coffee >= 3 in 60 days and no visit in 21 days and tier in (silver, gold) and not (spend < 100 or tag "Book club")',
  );
  expect(languages.map((language) => writeRule(rule, language, 'TWD'))).toEqual([
    'coffee >= 3 in 60 days and no visit in 21 days and tier in (silver, gold) and not (spend < 100 or tag "Book club")',
    '60 天內 coffee >= 3 且 21 天內沒有來訪且等級屬於（silver、gold）且不符合（消費 < 100 或標籤是「Book club」）',
    '60 天内 coffee >= 3 且 21 天内没有来访且等级属于（silver、gold）且不符合（消费 < 100 或标签是“Book club”）',
  ]);
});

describe('What cannot be read is refused at the word', () => {
  test.each([
    ['teir in (silver)', { said: 'teir', nth: 1, after: null, expected: 'condition', near: 'tier' }],
    ['coffee >= 3 in 60 days adn slipping', { said: 'adn', nth: 7, after: 'days', expected: 'joiner', near: 'and' }],
    ['coffee >= three', { said: 'three', nth: 3, after: '>=', expected: 'number', near: null }],
    ['coffee => 3 in sixty days', { said: 'sixty', nth: 5, after: 'in', expected: 'days', near: null }],
    ['slipping and', { said: null, nth: 3, after: 'and', expected: 'condition', near: null }],
    ['(slipping or lost', { said: null, nth: 4, after: 'lost', expected: 'closing', near: null }],
    ['slipping)', { said: ')', nth: 1, after: 'slipping', expected: 'joiner', near: null }],
    ['tag "vip', { said: 'vip', nth: 2, after: 'tag', expected: 'quote', near: null }],
    ['value hihg', { said: 'hihg', nth: 2, after: 'value', expected: 'value', near: 'high' }],
    ['behaviour in (lost, activ)', { said: 'activ', nth: 4, after: ',', expected: 'behaviour', near: 'active' }],
    ['activ', { said: 'activ', nth: 1, after: null, expected: 'condition', near: 'active' }],
    ['spend >= much', { said: 'much', nth: 3, after: '>=', expected: 'amount', near: null }],
    ['rating <= 6', { said: '6', nth: 3, after: '<=', expected: 'rating', near: null }],
    ['last visit 30 days', { said: '30', nth: 3, after: 'last visit', expected: 'ago', near: null }],
    ['birthday soon', { said: 'soon', nth: 2, after: 'birthday', expected: 'birthday', near: null }],
    ['unused >= 2', { said: null, nth: 4, after: '2', expected: 'last', near: null }],
    ['visits >= 3 in 9999 days', { said: '9999', nth: 5, after: 'in', expected: 'days', near: null }],
    ['points >= 3 in 9 days', { said: 'in', nth: 4, after: '3', expected: 'joiner', near: null }],
    ['visits >= 1 in 3 days in 4 days', { said: 'in', nth: 7, after: 'days', expected: 'joiner', near: null }],
    ['tier and slipping', { said: 'and', nth: 2, after: 'tier', expected: 'name', near: null }],
    ['半年內消費超過 300', { said: '半年內消費', nth: 1, after: null, expected: 'days', near: null }],
    ['點數 >= 兩百五', { said: '兩百五', nth: 3, after: '>=', expected: 'number', near: null }],
    [',lost', { said: ',', nth: 1, after: null, expected: 'condition', near: null }],
    ['no no visit', { said: 'no', nth: 2, after: 'no', expected: 'condition', near: 'not' }],
    ['21 天內沒有來訪且等及是金卡', { said: '等及', nth: 6, after: '且', expected: 'condition', near: '等級' }],
    ['咖啡是好茶', { said: null, nth: 2, after: '咖啡是好茶', expected: 'comparison', near: null }],
    ['標簽是 gold', { said: '標簽', nth: 1, after: null, expected: 'condition', near: '標籤' }],
    ['', { said: null, nth: 1, after: null, expected: 'condition', near: null }],
  ])('%s', async (text, facts) => {
    const { code, facts: told } = (await refused(text)) as { code: string; facts: { from: number; to: number } };
    const { from, to, ...rest } = told;
    expect({ code, facts: rest }).toEqual({ code: 'rule-unreadable', facts });
    // What is pointed at is the word itself; of what has no closing quote the opening one too.
    expect(text.slice(from, to).replace(/^"/, '')).toBe(facts.said ?? '');
  });

  it('too much of it as well', async () => {
    const too = (what: string, most: number) => ({ code: 'rule-too-much', facts: { what, most } });
    expect(await refused('x'.repeat(MOST_LETTERS + 1))).toEqual(too('letters', MOST_LETTERS));
    expect(
      await refused(
        Array(MOST_CONDITIONS + 1)
          .fill('lost')
          .join(' or '),
      ),
    ).toEqual(too('conditions', MOST_CONDITIONS));
    expect(
      await refused(
        `tag in (${Array(MOST_NAMES + 1)
          .fill('a')
          .join(', ')})`,
      ),
    ).toEqual(too('names', MOST_NAMES));
    expect(await refused(`${'('.repeat(400)}lost${')'.repeat(400)}`)).toMatchObject(too('depth', 8));
    expect(await refused(`${'not '.repeat(9)}lost`)).toMatchObject(too('depth', 8));
    expect(await refused('language Klingon')).toMatchObject({ code: 'rule-name-unknown', facts: { what: 'language' } });
  });

  it('in words of each language, which end in what to write', () => {
    const brand = { name: 'Antler', zone: 'Asia/Taipei', currency: 'TWD' };
    const facts = { said: '級等', nth: 4, after: '且', expected: 'condition', near: '等級', from: 0, to: 2 } as const;
    expect(languages.map((language) => wordsFor(brand)(language).refusals['rule-unreadable'](facts))).toEqual([
      'I cannot read “級等” (word 4, after “且”): a condition was expected there, such as “visits >= 3 in 60 days” or “tier gold”. Did you mean “等級”?',
      '第 4 個詞「級等」（在「且」之後）看不懂：這裡應該是一個條件，例如「60 天內來訪 >= 3」或「等級是 gold」。您是不是要寫「等級」？',
      '第 4 个词“級等”（在“且”之后）看不懂：这里应该是一个条件，例如“60 天内来访 >= 3”或“等级是 gold”。您是不是要写“等級”？',
    ]);
  });
});

it('Machines give no rule that people could not read, and none that is nested beyond all bounds', () => {
  const nested = (depth: number): unknown =>
    depth === 0 ? { field: 'tier', in: ['gold'] } : { not: nested(depth - 1) };
  expect(ruleSchema.safeParse(nested(8)).success).toBe(true);
  expect(ruleSchema.safeParse(nested(5_000)).success).toBe(false);
  const wrong = [
    { field: 'visits', op: '>=', value: 1.5 },
    { field: 'visits', op: '>=', value: 1, days: 0 },
    { field: 'tier', in: [] },
    { field: 'tag', in: [' a'] },
    { field: 'language', in: ['fr'] },
    { field: 'name', in: ['a'] },
    { all: [{ field: 'tier', in: ['gold'] }] },
    { field: 'points', op: '>= 0; drop table customer; --', value: 1 },
    { field: 'visits', op: '>=', value: 1, at: ['a'], of: ['b'] },
  ];
  expect(wrong.filter((rule) => ruleSchema.safeParse(rule).success)).toEqual([]);
});

test.each([
  ['coffe', ['coffee', 'cake', 'tea'], ['coffee']],
  ['visist', ['visits', 'value'], ['visits']],
  ['標簽', ['標籤', '來訪'], ['標籤']],
  ['x', ['y', 'z'], []],
])('the nearest to %s', (typed, known, nearest) => {
  expect(near(typed, known)).toEqual(nearest);
});
