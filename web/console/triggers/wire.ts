/** A trigger as the API lists it. */
export interface Listed {
  name: string;
  called: string;
  about: string;
  sentence: string;
  state: 'on' | 'off';
  version: number;
  done: number;
}

interface When {
  kind: string;
  category?: string;
}

/** The same at length. */
export interface Trigger extends Listed {
  rule: { when: When };
  campaignId: string | null;
  segmentId: string | null;
  lines: string[];
  lacks: ('category' | 'campaign')[];
  couponNeeded: boolean;
  choices: { campaigns: { id: string; ref: string; called: string }[]; categories: string[] };
  said?: string;
}

/** What became of one occurrence. */
export interface Effect {
  id: string;
  masked: string;
  day: string;
  state: 'waiting' | 'done' | 'skipped';
  because: string | null;
  cost: string | null;
}
