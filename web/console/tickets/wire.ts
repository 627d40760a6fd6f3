/** A ticket as a list shows it. */
export interface Listed {
  ref: string;
  customerId: string;
  customer: string;
  words: string | null;
  adviser: string | null;
  takenBy: string | null;
  takenBySomebodyElse: boolean;
  mine: boolean;
  compensated: boolean;
  head: string;
  waits: string;
}

/** One ticket with what was said, how it stands, and what the reader may do. */
export interface Ticket extends Listed {
  state: 'open' | 'closed';
  /** What was not good, in a word. */
  faultWord: string | null;
  said: string | null;
  lines: { who: string; byStaff: boolean; words: string; at: string; when: string }[];
  stands: string[];
  may: { answer: boolean; offer: boolean; leave: boolean };
}

/** What was done, in a sentence, and the ticket as it is after it. */
export interface Done {
  sentence: string;
  ticket: Ticket;
}

export interface Figures {
  stores: { storeId: string; store: string }[];
  count: number;
  stars: number[];
  lines: Record<'sum' | 'stars' | 'stores' | 'campaigns' | 'faults' | 'survey' | 'wishes', string[]>;
}
