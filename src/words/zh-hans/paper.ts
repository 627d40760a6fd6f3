import type { Format } from '../format.ts';
import { spacedBefore } from '../spaced.ts';
import type { Words } from '../words.ts';

export const paper = (): Words['paper'] => ({
  how: () =>
    `请发送活动代号、纸质券上的号码和持有人，也可以加上发出的日期，例如：LATTE 000123 王小明 0912-345-678 2026-12-01`,
  done: (number, holder) => `纸质券 ${number} 已登记给${spacedBefore(holder)}。`,
  use: (number) => `核销时输入号码就可以：/redeem ${number}`,
  check: () => `查验`,
  next: () => `登记下一张`,
});

type Refusals = Pick<
  Words['refusals'],
  'paper-number' | 'paper-holder' | 'paper-date' | 'paper-taken' | 'paper-limit' | 'paper-over' | 'paper-gone'
>;

export const paperRefusals = (f: Format): Refusals => ({
  'paper-number': (facts) =>
    `“${facts.typed}”不能当纸质券的号码。号码要有 5 到 20 个英文字母或数字；太短的话，请在前面加上活动代号，例如 LATTE-123。`,
  'paper-holder': (facts) => `看不懂“${facts.typed}”是哪一位。请在号码后面发送姓名、完整的电话号码，或两者都发。`,
  'paper-date': (facts) =>
    `${facts.typed} 不能当发出的日期。请发送最近一年内的日期，例如 ${facts.today}；不发就当作今天。`,
  'paper-taken': (facts) =>
    `号码 ${facts.number} 在 ${f.dateTime(facts.at, facts.now)} 已经登记过了。请再核对一次；如果是别的活动用了相同的号码，请在前面加上活动代号，例如 LATTE-${facts.number}。`,
  'paper-limit': (facts) => `这个活动每人限领 ${f.number(facts.limit)} 张，这位顾客已经领满了。请改登记别的活动。`,
  'paper-over': (facts) =>
    `那一天发出的优惠券只到 ${f.dateTime(facts.until, facts.now)}，已经过期了。请核对日期；不发日期就当作今天。`,
  'paper-gone': (facts) => `“${facts.name}”已经发完了，这张无法登记。请活动负责人增加数量。`,
});
