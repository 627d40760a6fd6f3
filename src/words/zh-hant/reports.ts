import type { Format } from '../format.ts';
import type { Words } from '../words.ts';

export const reports = (_f: Format): Words['reports'] => ({});

export const reportRefusals = (
  f: Format,
): Pick<Words['refusals'], 'effect-unknown' | 'report-period' | 'report-too-long' | 'report-too-slow'> => ({
  'report-period': () => `結束日期比開始日期早。請先傳開始的日期，例如 2026-11-01..2026-11-15。`,
  'report-too-long': (facts) =>
    `一份報表放不下 ${f.number(facts.days)} 天。請選 ${f.number(facts.most)} 天以內，例如「本月」或 2026-11-01..2026-11-15。`,
  'effect-unknown': () => `沒有這則推播或自動規則。輸入 /report lift 就能看到有哪些可以比較。`,
  'report-too-slow': () => `這份報表要算太久。請選短一點的期間。`,
});
