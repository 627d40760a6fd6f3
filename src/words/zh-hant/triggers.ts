import type { Format } from '../format.ts';
import type { Words } from '../words.ts';

export const triggers = (_f: Format): Words['triggers'] => ({});

export const triggerRefusals = (_f: Format) => ({});
