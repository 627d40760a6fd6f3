import type { Format } from '../format.ts';
import type { Words } from '../words.ts';

export const feedback = (_f: Format): Words['feedback'] => ({});

export const feedbackRefusals = (_f: Format) => ({});
