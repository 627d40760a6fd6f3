import type { Tx } from './transaction.ts';
import type { RefusalCode, RefusalFacts } from './words/index.ts';

/**
 * A no that the person is owed: a code, the facts, and through the catalogue of words a sentence that says
 * what would make it work. Anything else that is thrown is a bug or the weather.
 */
export class Refusal<C extends RefusalCode = RefusalCode> extends Error {
  readonly code: C;
  readonly facts: RefusalFacts<C>;
  /** What has to be kept although the command is undone, such as a count of wrong codes. */
  remember?: (tx: Tx) => Promise<void>;
  constructor(code: C, ...facts: RefusalFacts<C>) {
    super(code);
    this.code = code;
    this.facts = facts;
  }
}
