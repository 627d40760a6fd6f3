import type { Part } from './desk.ts';
import { importsPart } from './imports/imports.tsx';
import { segmentsPart } from './segments/segments.tsx';

/** The parts of the console in the order of its menu; the first that somebody may see opens by itself. */
export const parts: readonly Part[] = [segmentsPart, importsPart];
