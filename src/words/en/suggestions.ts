import type { Format } from '../format.ts';

export const suggestions = (_f: Format) => ({});

export const suggestionRefusals = (_f: Format) => ({});
