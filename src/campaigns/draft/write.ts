import type { Draft } from './draft.ts';
import type { Answer, Asking, Step } from './step.ts';
import { path } from './steps.ts';

/** Where a draft stands that has all its answers. */
export const PREVIEW = 'preview';

/** The draft with an answer written into it, and moved on when it was the answer to where it stood. */
export function write(at: Asking, step: Step, { terms = {}, limits = {}, more, forget = [] }: Answer): Draft {
  const { draft } = at;
  const written: Draft = {
    step: draft.step,
    answered: [...new Set([...draft.answered, step.name])].filter((name) => !forget.includes(name)),
    more: more ?? draft.more,
    terms: without({ ...draft.terms, ...terms }),
    limits: without({ ...draft.limits, ...limits }),
  };
  const after = { ...at, draft: written };
  return { ...written, step: settle(after, draft.step === step.name ? following(after, step.name) : draft.step) };
}

/** The step wanted, or the first one before it that has no answer yet. */
export function settle(at: Asking, wanted: string): string {
  const way = path(at);
  const end = way.findIndex(({ name }) => name === wanted);
  const open = way.slice(0, end < 0 ? way.length : end).find(({ name }) => !at.draft.answered.includes(name));
  if (open) return open.name;
  return end < 0 ? PREVIEW : wanted;
}

/** The step after one, also when that one does not apply any more. */
export function following(at: Asking, name: string): string {
  const way = path(at);
  return way[way.findIndex((step) => step.name === name) + 1]?.name ?? PREVIEW;
}

/** The step before one; undefined before the first. */
export function preceding(at: Asking, name: string): string | undefined {
  const way = path(at);
  const place = name === PREVIEW ? way.length : way.findIndex((step) => step.name === name);
  return way[place - 1]?.name;
}

/** True when every question that applies has its answer. */
export const complete = (at: Asking) => path(at).every(({ name }) => at.draft.answered.includes(name));

const without = <T extends object>(fields: T): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
