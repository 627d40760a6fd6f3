import type { Format } from '../format.ts';

export const reports = (_f: Format) => ({});

export const reportRefusals = (_f: Format) => ({});
