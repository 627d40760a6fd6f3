/** One line of `--json`: a figure, and what it is measured against. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  better: 'higher' | 'lower';
  /** What it must reach; null for a figure that only explains others. */
  floor: number | null;
  goal: number | null;
  reference: string;
}

/** A figure as a person reads it: `detail` says how it varied and what it is made of. */
export type Told = Figure & { detail: string };

/** How a bench is run: `short` for a moment only, which measures nothing and shows that everything works. */
export interface Run {
  short: boolean;
  log(line: string): void;
  /** Shows a figure at once: whoever stops the bench in the middle has all that were found. It is not given back as well. */
  found(figure: Told): void;
  /** So many people instead of the usual number, where a bench goes by people. */
  people?: number;
}

/** A bench prints the figures of one subject. */
export interface Bench {
  name: string;
  about: string;
  run(run: Run): Promise<Told[]>;
}

/** True when the floor is met. */
export function meets({ value, better, floor }: Figure, bound = floor): boolean {
  if (bound === null) return true;
  return better === 'higher' ? value >= bound : value <= bound;
}
