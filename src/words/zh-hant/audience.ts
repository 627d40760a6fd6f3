import type { Format } from '../format.ts';
import type { Words } from '../words.ts';

export const audience = (_f: Format): Words['audience'] => ({});

export const audienceRefusals = (_f: Format) => ({});
