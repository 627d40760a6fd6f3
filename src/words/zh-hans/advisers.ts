import type { adviserRefusals as english } from '../en/advisers.ts';
import type { Format } from '../format.ts';
import { spaced, spacedAfter, spacedBefore } from '../spaced.ts';
import type { Words } from '../words.ts';

export const advisers = (f: Format): Words['advisers'] => ({
  yours: (name) =>
    name === null
      ? `您有专属顾问：直接打字就行，顾问会在这里回复您。`
      : `您的专属顾问是${spacedBefore(name)}：直接打字就行，${spacedAfter(name)}会在这里回复您。`,
  write: (name) => (name === null ? `找我的顾问` : `找${spacedBefore(name)}`),
  askWhat: (name) =>
    name === null ? `有什么需要顾问帮忙的吗？直接打字就行。` : `有什么需要${spaced(name)}帮忙的吗？直接打字就行。`,
  opened: (name) => `谢谢您，${name === null ? '您的顾问' : spacedAfter(name)}会在这里回复。您可以继续补充。`,
  openedAtNight: (name, at, zone) =>
    `谢谢您，${name === null ? '您的顾问' : spacedAfter(name)}会在 ${f.time(at, zone)} 之后看到，并在这里回复您。您可以继续补充。`,
  youAre: (tier) =>
    `从现在起，您是${spaced(tier)}顾客的专属顾问。他们发来的消息会送到这里（夜间除外），请点消息下方的按钮回复。`,
  late: (name) => `${name === null ? '专属顾问' : spacedAfter(name)}还没有回复，您方便接手吗？`,
  goesTo: (name) => (name === null ? `由专属顾问负责。` : `由专属顾问${spaced(name)}负责。`),
  title: () => `专属顾问`,
  line: (tier, name) => `${tier}：${name ?? '一位同事'}`,
  lineNobody: (tier) => `${tier}：没有`,
  choose: (tier, example) => `${spacedAfter(tier)}顾客由谁服务？请选一位，或这样发送姓名：${example}`,
  cared: (name) => `专属顾问：${name ?? '一位同事'}`,
  nobody: () => `不指定`,
  named: (tier, name) =>
    `${name === null ? '这位同事' : spacedAfter(name)}现在是${spaced(tier)}顾客的专属顾问，系统会通知本人。`,
  unnamed: (tier) => `${spacedAfter(tier)}顾客现在没有自己的专属顾问。`,
});

export const adviserRefusals = (f: Format): ReturnType<typeof english> => ({
  'adviser-unknown': ({ staff }) =>
    staff.length > 0
      ? `没有叫这个名字的同事。可以选${spacedBefore(f.list(staff, 'or'))}，或先用 /invite 邀请对方加入。`
      : `还没有登记姓名的同事。请先用 /invite 邀请对方加入。`,
  'adviser-all-stores': () => `专属顾问服务所有门店的顾客。请找老板，或负责所有门店的店长设置。`,
});
