import type { Format } from '../format.ts';
import type { Words } from '../words.ts';

export const reports = (_f: Format): Words['reports'] => ({});

export const reportRefusals = (_f: Format) => ({});
