import type { Expected, ruleReading as english } from '../en/segment-rules.ts';
import type { Format } from '../format.ts';

const expected: Record<Expected, string> = {
  condition: `这里应该是一个条件，例如“60 天内来访 >= 3”或“等级是 gold”`,
  comparison: `这里应该是比较，例如“>= 3”`,
  number: `这里应该是整数`,
  amount: `这里应该是金额，例如 300`,
  days: `这里应该是天数，例如“60 天内”`,
  ago: `这里应该是多久以前，例如“> 30 天前”`,
  name: `这里应该是名称，名称里有空格时请加引号`,
  joiner: `这里应该是“且”或“或”，不然就到这里结束`,
  closing: `这里少了右括号`,
  quote: `少了右引号`,
  value: `这里应该是“高”、“中”或“低”`,
  behaviour: `这里应该是“活跃”、“快流失”或“已流失”`,
  birthday: `这里应该是“7 天内”、“3 月”或“本月”`,
  last: `这里应该是“最近 3 张”`,
  rating: `这里应该是 1 到 5`,
};

const what: Record<string, string> = { tier: '等级', store: '门店', campaign: '活动', language: '语言' };

export const ruleReading = (f: Format): ReturnType<typeof english> => ({
  'rule-unreadable': (facts) => {
    const after = facts.after ? `在“${facts.after}”之后` : `在开头`;
    const where = facts.said
      ? `第 ${f.number(facts.nth)} 个词“${facts.said}”（${after}）看不懂`
      : `条件还没写完（${after}）`;
    return `${where}：${expected[facts.expected] ?? expected.condition}。${facts.near ? `您是不是要写“${facts.near}”？` : ''}`;
  },
  'rule-too-much': (facts) =>
    facts.what === 'named'
      ? `连同引用的客群，条件最多 ${f.number(facts.most)} 个。请少引用几个客群，或引用简单一点的。`
      : `条件太多了，${{ letters: '总字数', conditions: '条件数', depth: '括号层数', names: '一组名称的个数' }[facts.what] ?? ''}最多 ${f.number(facts.most)}。请把一部分另外建成客群，再用名称引用。`,
  'rule-name-unknown': (facts) =>
    `找不到${what[facts.what] ?? what.store}“${facts.name}”。${facts.known.length > 0 ? `可以用的有：${facts.known.join('、')}。` : `目前一个都没有，请先拿掉。`}`,
});
