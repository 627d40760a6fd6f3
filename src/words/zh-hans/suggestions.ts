import type { Format } from '../format.ts';
import type { Words } from '../words.ts';

export const suggestions = (_f: Format): Words['suggestions'] => ({});

export const suggestionRefusals = (_f: Format) => ({});
