/** What one sender knows of the platform's month. */
export interface Month {
  /** Set while the platform takes nothing: from then on one message is tried, and all go once it is taken. */
  tryAgainAt: Date | undefined;
}
