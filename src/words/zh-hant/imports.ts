import type { Format } from '../format.ts';
import type { Words } from '../words.ts';

export const imports = (_f: Format): Words['imports'] => ({});

export const importRefusals = (_f: Format) => ({});
