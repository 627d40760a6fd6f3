import type { ComponentChildren } from 'preact';
import type { Facts } from '../shared/facts.ts';
import type { Call } from './call.ts';

type AllWords = Facts<'console'>['words'][string]['console'];

/** Who looks; `scopes` are the parts of the API that are open to them. */
export interface Me {
  name: string | null;
  role: keyof AllWords['role'];
  scopes: string[];
  publishes: boolean;
}

export type ConsoleFacts = Facts<'console'> & { me: Me | null };

/** What every part of the console is given. */
export interface Desk {
  me: Me;
  words: AllWords;
  /** Of the page's language. */
  tag: string;
  language: string;
  call: Call;
  /** What follows the name of the part in the address. */
  rest: string;
}

/** A part of the console: its place in the address, its name, who sees it, and what it draws. */
export interface Part {
  path: string;
  title(words: AllWords): string;
  isFor(me: Me): boolean;
  draw(desk: Desk): ComponentChildren;
}

/** Fills `{name}` and the like. */
export function fill(text: string, facts: Record<string, string | number>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole));
}
