import type { Format } from '../format.ts';

export const reports = (_f: Format) => ({});

export const reportRefusals = (f: Format) => ({
  'report-period': () => `The period ends before it begins. Send the first day first, such as 2026-11-01..2026-11-15.`,
  'report-too-long': (facts: { days: number; most: number }) =>
    `${f.number(facts.days)} days are too many for one report. Ask for ${f.number(facts.most)} days or fewer, such as: month, or 2026-11-01..2026-11-15.`,
  'effect-unknown': () => `There is no such broadcast or trigger. /report lift lists those whose effect can be told.`,
  'report-too-slow': () => `That takes longer than we let anybody wait. Ask for fewer days.`,
});
