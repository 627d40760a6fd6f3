import type { Format } from '../format.ts';

export const imports = (_f: Format) => ({});

export const importRefusals = (_f: Format) => ({});
