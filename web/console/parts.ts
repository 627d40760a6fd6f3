import { broadcastsPart } from './broadcasts/broadcasts.tsx';
import type { Part } from './desk.ts';
import { segmentsPart } from './segments/segments.tsx';

/** The parts of the console in the order of its menu; the first that somebody may see opens by itself. */
export const parts: readonly Part[] = [segmentsPart, broadcastsPart];
