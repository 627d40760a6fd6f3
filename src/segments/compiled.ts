/** SQL with its parameters. */
export interface Compiled {
  sql: string;
  values: unknown[];
}

/** The instant and zone that a rule is looked at in, and the number of its first parameter. */
export interface When {
  now: Date;
  zone: string;
  first: number;
  /** The customers are few and known: what is counted is counted for each of them, and for nobody else. */
  few?: boolean;
  /** It is the whole rule: no other condition reads the figures of customers. */
  alone?: boolean;
}

/** What a condition is compiled with: `put` makes a parameter of a value. */
export interface Compiling extends Omit<When, 'first'> {
  put(value: unknown, type: string): string;
}
