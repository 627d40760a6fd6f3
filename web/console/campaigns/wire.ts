/** A campaign as the API lists it. */
export interface Listed {
  id: string;
  ref: string;
  purpose: 'drop' | 'birthday' | 'given';
  state: 'live' | 'stopped';
  called: string;
  standing: string;
  stands: string;
  sentence: string;
}

/** The same at length. */
export interface Campaign extends Listed {
  lines: string[];
  sureStop: string;
  said?: string;
}

export interface Stats {
  title: string;
  lines: string[];
}

export interface Links {
  links: { channel: 'web' | 'telegram' | 'line'; link: string }[];
}
