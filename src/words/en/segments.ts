import type { Format } from '../format.ts';

export const segments = (_f: Format) => ({});

export const segmentRefusals = (_f: Format) => ({});
