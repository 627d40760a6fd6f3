import type { doubtRefusals as english } from '../en/doubts.ts';
import type { Format } from '../format.ts';
import { spaced, spacedAfter } from '../spaced.ts';
import type { Words } from '../words.ts';

export const doubts = (f: Format): Words['doubts'] => ({
  title: (total) => `有 ${f.number(total)} 条资料要确认`,
  none: () => `目前的顾客资料看起来都没问题，我们每晚会再检查一次。`,
  line: (nth, what) => `${f.number(nth)}. ${what}`,
  why: {
    'same-birthday': (name) => `${spacedAfter(name)}有两份档案，生日相同`,
    'same-number': (name) => `${spacedAfter(name)}有两份档案，手机号几乎一样`,
    'no-day': (name) => `${spacedAfter(name)}的生日是不存在的日期`,
    'not-born': (name) => `${spacedAfter(name)}的生日是未来的日期`,
    'too-old': (name) => `${spacedAfter(name)}按生日算已超过 122 岁`,
    'never-asked': (name) => `${spacedAfter(name)}的生日像是系统默认的日期`,
    length: (name) => `${spacedAfter(name)}的手机号太短或太长`,
    'one-digit': (name) => `${spacedAfter(name)}的手机号都是同一个数字`,
    country: (name) => `${spacedAfter(name)}的手机号不符合该国的格式`,
  },
  look: (nth) => `查看第 ${f.number(nth)} 条`,
  waiting: (total) => `待确认（${f.number(total)} 条）`,
  back: () => `看其他的`,
  one: () => `是同一个人`,
  two: () => `是两个人`,
  right: () => `资料没错`,
  clear: () => `移除这条资料`,
  sure: (kind, name) =>
    kind === 'birthday'
      ? `要移除${spaced(name)}的生日吗？对方之后可以用 /birthday 重新告诉我们。`
      : `要移除${spaced(name)}的手机号吗？对方之后可以用 /phone 重新告诉我们。`,
  yes: () => `是，移除`,
  cleared: (name) => `好了，${spacedAfter(name)}的这条资料已移除。`,
  settled: () => `知道了，资料没错，之后不会再问。`,
  askOne: () => `哪位顾客重复了？请发送姓名、手机号或优惠券代码。`,
  askOther: (name) => `${spacedAfter(name)}的另一份档案是哪一位？请发送姓名、手机号或优惠券代码。`,
  mergeTitle: () => `要把这两份档案合并成一位顾客吗？`,
  mergeAbout: () => `优惠券、积分和消费记录会合在一起，每人限领也会合并计算。两边都会收到通知。`,
  merged: (ref) => `好了，已合并成一位顾客，两边都通知了。合错了吗？用 /unlink 加上这个编号可以再分开：${ref}`,
  unmerge: () => `再分开`,
});

export const doubtRefusals = (_f: Format): ReturnType<typeof english> => ({
  'doubt-gone': () => `这条已经有人看过，或已经改好了。其他的请看 /doubts。`,
  'merge-staff': () => `其中一位是这里的员工。员工的账号请本人用 /link 绑定。`,
});
