/** Why an occurrence was answered by nothing. */
export type Reason =
  | 'taken-back'
  | 'off'
  | 'left'
  | 'opted-out'
  | 'not-personal'
  | 'unreachable'
  | 'holdout'
  | 'capped'
  | 'had'
  | 'budget'
  | 'held'
  | 'gone'
  | 'closed'
  | 'failed';
