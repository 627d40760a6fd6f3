import type { Format } from '../format.ts';

export const audience = (_f: Format) => ({});

export const audienceRefusals = (_f: Format) => ({});
