import type { Format } from '../format.ts';

export const tiers = (_f: Format) => ({});

export const tierRefusals = (_f: Format) => ({});
