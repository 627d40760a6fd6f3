import type { en } from './en/index.ts';

/** Everything we say, in the shape that English gives it: a language that lacks a phrase does not compile. */
export type Words = ReturnType<typeof en>;
export type RefusalCode = keyof Words['refusals'];
export type RefusalFacts<C extends RefusalCode> = Parameters<Words['refusals'][C]>;
