import type { segmentRefusals as english } from '../en/segments.ts';
import type { Format } from '../format.ts';
import { spaced } from '../spaced.ts';
import type { Words } from '../words.ts';
import { ruleReading } from './segment-rules.ts';

export const segments = (_f: Format): Words['segments'] => ({});

export const segmentRefusals = (f: Format): ReturnType<typeof english> => ({
  ...ruleReading(f),
  'segment-unknown': (facts) =>
    `找不到客群“${facts.name}”。${facts.near ? `您是不是要找“${facts.near}”？` : ''}全部的客群请看 /segment。`,
  'segment-circle': (facts) =>
    `这样会互相包含，没完没了：${facts.names.map((name) => `“${name}”`).join(' → ')}。请从其中一个的条件里拿掉另一个。`,
  'segment-not-list': (facts) => `“${facts.name}”是按条件挑选的，不能直接加人。请另外创建一份名单。`,
  'segment-is-list': (facts) => `“${facts.name}”是一份名单，没有条件可以修改。想用条件挑选，请新建客群。`,
  'segment-name': (facts) => `客群名称需要 1 到 ${f.number(facts.most)} 个字，不能有冒号或引号。请换一个名称。`,
  'segment-name-taken': (facts) => `已经有客群叫“${facts.name}”了。请换一个名称，或修改那一个。`,
  'segment-in-use': (facts) =>
    `“${facts.name}”用在${spaced(f.list(facts.by.map((name) => `“${name}”`)))}的条件里。请先修改或停用那个客群。`,
});
