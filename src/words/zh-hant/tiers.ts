import type { Format } from '../format.ts';
import type { Words } from '../words.ts';

export const tiers = (_f: Format): Words['tiers'] => ({});

export const tierRefusals = (_f: Format) => ({});
