import type { Format } from '../format.ts';
import type { Words } from '../words.ts';

export const reports = (_f: Format): Words['reports'] => ({});

export const reportRefusals = (
  f: Format,
): Pick<Words['refusals'], 'effect-unknown' | 'report-period' | 'report-too-long' | 'report-too-slow'> => ({
  'report-period': () => `结束日期早于开始日期。请先写开始的日期，例如 2026-11-01..2026-11-15。`,
  'report-too-long': (facts) =>
    `一份报表放不下 ${f.number(facts.days)} 天。请选 ${f.number(facts.most)} 天以内，例如“本月”或 2026-11-01..2026-11-15。`,
  'effect-unknown': () => `没有这条推送或自动规则。输入 /report lift 就能看到有哪些可以比较。`,
  'report-too-slow': () => `这份报表要算太久。请选短一点的时间段。`,
});
