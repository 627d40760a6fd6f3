/** What the API tells of customers, as far as the pages draw it. */
export interface Found {
  id: string | null;
  candidates: { id: string; name: string; sentence: string }[];
  more: boolean;
}

export const blocks = [
  'who',
  'consents',
  'loyalty',
  'purchases',
  'coupons',
  'feedback',
  'messages',
  'sources',
] as const;

export interface Dossier {
  id: string;
  name: string;
  tags: string[];
  lines: Record<(typeof blocks)[number], string[]>;
}

export interface Entries {
  entries: { at: string; kind: string; when: string; sentence: string }[];
  next: string | null;
}

export interface Coupons {
  coupons: { id: string; sentence: string }[];
  total: number;
}

/** What a timeline can be cut down to, by what the API calls its kinds. */
export const groups = {
  all: '',
  orders: 'purchase,refund,redemption,undo',
  coupons: 'claim,redemption,undo',
  points: 'points,tier',
  messages: 'message,broadcast,effect',
  said: 'feedback,ticket,answer,survey,idea',
  about: 'joined,identity,consent,edit,link,unlink,tag',
} as const;
export type Group = keyof typeof groups;
