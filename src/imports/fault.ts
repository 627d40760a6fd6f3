import type { Words } from '../words/index.ts';
import type { Field } from './kinds.ts';

export type Problem = keyof Words['imports']['problems'];
type FactsOf<P extends Problem> = Parameters<Words['imports']['problems'][P]>;

/** What is wrong with a row: which field, which problem, and the facts that the sentence about it needs. */
export class Fault<P extends Problem = Problem> extends Error {
  readonly problem: P;
  readonly field: Field | undefined;
  readonly facts: FactsOf<P>;
  constructor(field: Field | undefined, problem: P, ...facts: FactsOf<P>) {
    super(problem);
    this.field = field;
    this.problem = problem;
    this.facts = facts;
  }
}
