import type { Desk } from '../desk.ts';

export type Kind = keyof Desk['words']['reports']['names'];

/** A report as a person reads it. */
export interface Report {
  title: string;
  head: string[];
  lines: string[];
  isEmpty: boolean;
  columns: { name: string; isNumber: boolean }[];
  rows: string[][];
  more: number;
  picture: string | null;
  file: string | null;
}

export interface Choice {
  of: string;
  name: string;
}
