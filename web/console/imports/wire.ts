import type { Refused } from '../call.ts';

export type Kind = 'purchases' | 'customers' | 'refunds' | 'list';

/** A file as the API tells of it. */
export interface Import {
  id: string;
  kind: Kind;
  state: 'running' | 'done' | 'failed';
  dryRun: boolean;
  name: string | null;
  /** From 0 to 1. */
  share: number;
  reading: { encoding: string; header: string[] };
  counts: { refused: number };
  lines: string[];
  problem: Refused | null;
  /** When it came in, by the clock of the shop. */
  when: string;
  again?: boolean;
}

export interface WrongRow {
  line: number;
  column: string | null;
  problem: string;
  remedy: string;
}

/** How a file is to be read, as the person says; what is empty is found out. */
export interface Wishes {
  source: string;
  segment: string;
  encoding: string;
  dates: string;
  country: string;
  map: string;
  points: boolean;
}
