import type { Facts } from '../shared/facts.ts';

/** What the server tells the page of the chat. */
export type ChatFacts = Facts<'chat' | 'code' | 'chips' | 'demo'> & { as?: string };
