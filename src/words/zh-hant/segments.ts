import type { segmentRefusals as english } from '../en/segments.ts';
import type { Format } from '../format.ts';
import { spaced } from '../spaced.ts';
import type { Words } from '../words.ts';
import { ruleReading } from './segment-rules.ts';

export const segments = (_f: Format): Words['segments'] => ({});

export const segmentRefusals = (f: Format): ReturnType<typeof english> => ({
  ...ruleReading(f),
  'segment-unknown': (facts) =>
    `找不到客群「${facts.name}」。${facts.near ? `您是不是要找「${facts.near}」？` : ''}全部的客群請看 /segment。`,
  'segment-circle': (facts) =>
    `這樣會互相包含，沒完沒了：${facts.names.map((name) => `「${name}」`).join(' → ')}。請從其中一個的條件裡拿掉另一個。`,
  'segment-not-list': (facts) => `「${facts.name}」是依條件挑選的，不能直接加人。請另外建立一份名單。`,
  'segment-is-list': (facts) => `「${facts.name}」是一份名單，沒有條件可以修改。想用條件挑選，請新增客群。`,
  'segment-name': (facts) => `客群名稱需要 1 到 ${f.number(facts.most)} 個字，不能有冒號或引號。請換一個名稱。`,
  'segment-name-taken': (facts) => `已經有客群叫「${facts.name}」了。請換一個名稱，或修改那一個。`,
  'segment-in-use': (facts) =>
    `「${facts.name}」用在${spaced(f.list(facts.by.map((name) => `「${name}」`)))}的條件裡。請先修改或停用那個客群。`,
});
