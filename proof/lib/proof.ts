import type { Chance } from './chance.ts';
import type { Ground } from './ground.ts';

/** What a proof may use. */
export interface Yard {
  ground: Ground;
  chance: Chance;
  /** The short form, for the suite of tests. */
  short: boolean;
  /** A folder for histories and logs. */
  folder: string;
  /** Tells a person how far it is. */
  say(line: string): void;
}

/** What a checker found: nothing, if all is well. */
export interface Findings {
  problems: string[];
  figure: string;
}

/** A promise that is tried out, and a checker that is shown to find what is wrong. */
export interface Proof {
  name: string;
  run(yard: Yard): Promise<Findings>;
  /** Each plants a fault, and gives what the very same checker finds then. */
  plants: { fault: string; run(yard: Yard): Promise<Findings> }[];
}

/** A list of problems that does not grow without end. */
export function openFindings() {
  const problems: string[] = [];
  let count = 0;
  return {
    problems,
    found(problem: string) {
      count++;
      if (problems.length < 20) problems.push(problem);
    },
    count: () => count,
  };
}
