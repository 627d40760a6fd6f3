import type { Words } from '../words/index.ts';
import type { Field } from './kinds.ts';
import type { Row } from './split-records.ts';

export type Problem = keyof Words['imports']['problems'];
type FactsOf<P extends Problem> = Parameters<Words['imports']['problems'][P]>;

/** What is wrong with a row: which field, which problem, and the facts that the sentence about it needs. */
export class Fault<P extends Problem = Problem> extends Error {
  readonly problem: P;
  readonly field: Field | undefined;
  readonly facts: FactsOf<P>;
  /** Of several rows the one that is to blame. */
  row?: Row;
  constructor(field: Field | undefined, problem: P, ...facts: FactsOf<P>) {
    super(problem);
    this.field = field;
    this.problem = problem;
    this.facts = facts;
  }

  of(row: Row): this {
    this.row = row;
    return this;
  }
}
