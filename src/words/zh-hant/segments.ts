import type { Format } from '../format.ts';
import type { Words } from '../words.ts';

export const segments = (_f: Format): Words['segments'] => ({});

export const segmentRefusals = (_f: Format) => ({});
