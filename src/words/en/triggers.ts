import type { Format } from '../format.ts';

export const triggers = (_f: Format) => ({});

export const triggerRefusals = (_f: Format) => ({});
