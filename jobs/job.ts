import type { App } from '../src/app.ts';
import type { Hear } from '../src/chat/channel.ts';

/** What jobs are given: the house, and the ear for events that wait to be heard. */
export interface Work {
  app: App;
  hear?: Hear;
  /** The instant for which this run is due. */
  due: Date;
  /** The due instant of the last run that was done; undefined at the first. */
  last: Date | undefined;
}

/** Something that happens by itself. It may run late, twice, or on several machines at once, and nobody notices. */
export interface Job {
  name: string;
  /**
   * Five fields of cron, in UTC: minute, hour, day, month, weekday (0 is Sunday). Or `always`: each tick, on every
   * process. What was due more than two days ago is not caught up on, so whatever is rarer finds its own days.
   */
  at: string;
  run(work: Work): Promise<void>;
}
