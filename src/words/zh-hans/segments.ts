import type { segments as english, segmentRefusals as englishRefusals } from '../en/segments.ts';
import type { Format } from '../format.ts';
import { reasons } from './segment-reasons.ts';
import { ruleReading } from './segment-rules.ts';

const quoted = (names: string[]) => names.map((name) => `“${name}”`);

export const segments = (f: Format): ReturnType<typeof english> => ({
  because: reasons(f),
  title: () => `客群`,
  none: () => `目前还没有客群。客群用一句条件说明要找谁，例如“60 天内咖啡 >= 3 且 21 天内没有来访”。`,
  begin: () => `新建客群`,
  all: () => `全部客群`,
  list: () => `名单`,
  line: (name, rule) => `${name}\n${rule}`,
  card: (name) => `客群：${name}`,
  trial: () => `试试看的条件`,
  count: (count) => (count === 0 ? `目前没有人符合。` : `目前有 ${f.number(count)} 人符合。`),
  listCount: (count) => (count === 0 ? `这份名单还没有人。` : `这份名单有 ${f.number(count)} 人。`),
  some: () => `其中几位：`,
  sample: (masked, why) => (why ? `• ${masked}：${why}` : `• ${masked}`),
  why: (facts) => facts.join('，'),
  doubt: (kind, name, near) => {
    const no: Record<string, string> = {
      tag: `还没有人有“${name}”这个标签。`,
      city: `还没有门店在“${name}”。`,
      channel: `没有人使用“${name}”这个渠道。`,
      category: `还没有人买过“${name}”这个类别。`,
    };
    const hint = near.length > 0 ? `您是不是要写${f.list(quoted(near), 'or')}？` : '';
    return `${no[kind] ?? `还没有人买过“${name}”。`}${hint}`;
  },
  askName: () => `客群要叫什么名字？`,
  askRule: (name) =>
    `谁属于“${name}”？请发一句条件，例如：\n60 天内咖啡 >= 3 且 21 天内没有来访\n价值是高且 7 天内生日\n状态是快流失且标签不是“员工”\n想用文件导入名单，请发“名单”。`,
  askChange: (name, rule) => `“${name}”要改成哪些人？目前的条件：\n${rule}\n请发新的条件。`,
  made: (name) => `已保存“${name}”。每次使用时，以当下符合条件的人为准。`,
  madeList: (name) => `“${name}”是一份名单，请导入文件，或通过 API 加入。`,
  changed: (name) => `“${name}”从现在起按新的条件。`,
  change: () => `修改…`,
  export: () => `导出`,
  exported: (name, whole) =>
    `这是“${name}”的名单，附上每一位符合的原因。${whole ? `里面有姓名和电话，请不要转发。` : `您的身份看到的姓名和电话会遮住一部分。`}链接 1 小时内有效。`,
  exportNowhere: () => `商家设置公开网址（PUBLIC_URL）后才能下载，也可以改用网页聊天或 API。`,
  retire: () => `停用`,
  confirmRetire: (name) => `要停用“${name}”吗？停用后就不能再选用；正在发送的消息不受影响。`,
  yesRetire: () => `是，停用`,
  retired: (name) => `已停用“${name}”。`,
});

export const segmentRefusals = (f: Format): ReturnType<typeof englishRefusals> => ({
  ...ruleReading(f),
  'segment-unknown': (facts) =>
    `找不到客群“${facts.name}”。${facts.near ? `您是不是要找“${facts.near}”？` : ''}全部的客群请看 /segment。`,
  'segment-circle': (facts) =>
    `这样会互相包含，没完没了：${quoted(facts.names).join('→')}。请从其中一个的条件里拿掉另一个。`,
  'segment-not-list': (facts) => `“${facts.name}”是按条件挑选的，不能直接加人。请另外创建一份名单。`,
  'segment-is-list': (facts) => `“${facts.name}”是一份名单，没有条件可以修改。想用条件挑选，请新建客群。`,
  'segment-name': (facts) => `客群名称需要 1 到 ${f.number(facts.most)} 个字，不能有冒号或引号。请换一个名称。`,
  'segment-name-taken': (facts) => `已经有客群叫“${facts.name}”了。请换一个名称，或修改那一个。`,
  'segment-in-use': (facts) => `${quoted(facts.by).join('、')}正在使用“${facts.name}”。请先修改或停用那边。`,
});
