import type { Format } from '../format.ts';

export const feedback = (_f: Format) => ({});

export const feedbackRefusals = (_f: Format) => ({});
