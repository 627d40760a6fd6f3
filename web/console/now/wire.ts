/** Something that happened, as the API tells it. */
export interface News {
  kind: string;
  id: string;
  at: string;
  sentence: string;
  /** On the clock of the shop. */
  when: string;
}

/** A day in words. */
export interface Day {
  day: string;
  title: string;
  lines: string[];
}
