import type { Format } from '../format.ts';
import { spacedBefore } from '../spaced.ts';
import type { Words } from '../words.ts';

export const paper = (): Words['paper'] => ({
  how: () =>
    `請傳活動代號、紙本上的號碼和持有人，也可以加上發出的日期，例如：LATTE 000123 王小明 0912-345-678 2026-12-01`,
  done: (number, holder) => `紙本優惠券 ${number} 已登記給${spacedBefore(holder)}。`,
  use: (number) => `核銷時輸入號碼就可以：/redeem ${number}`,
  check: () => `查驗`,
  next: () => `登記下一張`,
});

type Refusals = Pick<
  Words['refusals'],
  'paper-number' | 'paper-holder' | 'paper-date' | 'paper-taken' | 'paper-limit' | 'paper-over' | 'paper-gone'
>;

export const paperRefusals = (f: Format): Refusals => ({
  'paper-number': (facts) =>
    `「${facts.typed}」不能當紙本優惠券的號碼。號碼要有 5 到 20 個英文字母或數字；太短的話，請在前面加上活動代號，例如 LATTE-123。`,
  'paper-holder': (facts) => `看不懂「${facts.typed}」是哪一位。請在號碼後面傳姓名、完整的電話號碼，或兩者都傳。`,
  'paper-date': (facts) =>
    `${facts.typed} 不能當發出的日期。請傳最近一年內的日期，例如 ${facts.today}；不傳就當作今天。`,
  'paper-taken': (facts) =>
    `號碼 ${facts.number} 在 ${f.dateTime(facts.at, facts.now)} 已經登記過了。請再核對一次；如果是別的活動用了相同的號碼，請在前面加上活動代號，例如 LATTE-${facts.number}。`,
  'paper-limit': (facts) => `這個活動每人限領 ${f.number(facts.limit)} 張，這位顧客已經領滿了。請改登記別的活動。`,
  'paper-over': (facts) =>
    `那一天發出的優惠券只到 ${f.dateTime(facts.until, facts.now)}，已經過期了。請核對日期；不傳日期就當作今天。`,
  'paper-gone': (facts) => `「${facts.name}」已經發完了，這張無法登記。請活動負責人增加數量。`,
});
