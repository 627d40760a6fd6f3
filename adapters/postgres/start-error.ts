export type StartErrorCode =
  | 'data-dir-in-use'
  | 'data-dir-other-major'
  | 'data-dir-foreign-server'
  | 'data-dir-not-ours'
  | 'postgres-missing'
  | 'postgres-needs-an-account'
  | 'postgres-will-not-start';

/** Why the bundled database cannot start, and what the person at the keyboard can do about it. */
export class StartError extends Error {
  readonly code: StartErrorCode;
  readonly remedy: string;
  constructor(code: StartErrorCode, sentence: string, remedy: string) {
    super(sentence);
    this.name = 'StartError';
    this.code = code;
    this.remedy = remedy;
  }
}
