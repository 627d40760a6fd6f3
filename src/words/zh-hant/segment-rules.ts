import type { Expected, ruleReading as english } from '../en/segment-rules.ts';
import type { Format } from '../format.ts';

const expected: Record<Expected, string> = {
  condition: `這裡應該是一個條件，例如「60 天內來訪 >= 3」或「等級是 gold」`,
  comparison: `這裡應該是比較，例如「>= 3」`,
  number: `這裡應該是整數`,
  amount: `這裡應該是金額，例如 300`,
  days: `這裡應該是天數，例如「60 天內」`,
  ago: `這裡應該是多久以前，例如「> 30 天前」`,
  name: `這裡應該是名稱，名稱裡有空格時請加引號`,
  joiner: `這裡應該是「且」或「或」，不然就到這裡結束`,
  closing: `這裡少了右括號`,
  quote: `少了右引號`,
  value: `這裡應該是「高」、「中」或「低」`,
  behaviour: `這裡應該是「活躍」、「快流失」或「已流失」`,
  birthday: `這裡應該是「7 天內」、「3 月」或「本月」`,
  last: `這裡應該是「最近 3 張」`,
  rating: `這裡應該是 1 到 5`,
};

const what: Record<string, string> = { tier: '等級', store: '門市', campaign: '活動', language: '語言' };

export const ruleReading = (f: Format): ReturnType<typeof english> => ({
  'rule-unreadable': (facts) => {
    const after = facts.after ? `在「${facts.after}」之後` : `在開頭`;
    const where = facts.said
      ? `第 ${f.number(facts.nth)} 個詞「${facts.said}」（${after}）看不懂`
      : `條件還沒寫完（${after}）`;
    return `${where}：${expected[facts.expected] ?? expected.condition}。${facts.near ? `您是不是要寫「${facts.near}」？` : ''}`;
  },
  'rule-too-much': (facts) =>
    facts.what === 'named'
      ? `連同引用的客群，條件最多 ${f.number(facts.most)} 個。請少引用幾個客群，或引用簡單一點的。`
      : `條件太多了，${{ letters: '總字數', conditions: '條件數', depth: '括號層數', names: '一組名稱的個數' }[facts.what] ?? ''}最多 ${f.number(facts.most)}。請把一部分另外建成客群，再用名稱引用。`,
  'rule-name-unknown': (facts) =>
    `找不到${what[facts.what] ?? what.store}「${facts.name}」。${facts.known.length > 0 ? `可以用的有：${facts.known.join('、')}。` : `目前一個都沒有，請先拿掉。`}`,
});
