type Act = 'approve' | 'pause' | 'resume' | 'stop';

/** A broadcast as the API tells it. */
export interface Broadcast {
  id: string;
  ref: string;
  campaign: string;
  state: 'waiting' | 'sending' | 'paused' | 'done' | 'stopped';
  approval: 'asked' | 'given' | null;
  asked: { mark: string } | null;
  day: string;
  startedAt: string | null;
  figures: Record<Figure | 'planned', number>;
  sentence: string;
  lines: string[];
  acts: Act[];
  kinds?: Kind[];
  said?: string;
}

/** What some of the people get. */
export interface Kind {
  who: string;
  campaign: string;
  title: string;
  text: string;
}

/** In the order in which they are read; all of them add up to what was planned. */
export const FIGURES = [
  'sent',
  'waiting',
  'unreachable',
  'optedOut',
  'refused',
  'unknown',
  'holdout',
  'capped',
  'stopped',
] as const;
type Figure = (typeof FIGURES)[number];

/** What would happen. */
export interface Flight {
  lines: string[];
  goesOut: string;
  kinds: Kind[];
  seen: object;
  running: string | null;
  people: number;
}

export const stateOf = ({ state, approval }: Pick<Broadcast, 'state' | 'approval'>) =>
  state === 'waiting' && approval === 'asked' ? 'asked' : state;
