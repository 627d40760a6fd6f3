import type { Asking, Step } from './step.ts';
import { goods } from './step-goods.ts';
import { budget, daily, gifts, limits, person, stock } from './step-limits.ts';
import { days, hours, minimum, picture, stores } from './step-terms.ts';
import { from, until, validity } from './step-times.ts';
import { cap, kind, name, value } from './step-value.ts';

/** The questions of `/new`, in the order in which they are asked. A new question is a file and a place in this list. */
export const steps: readonly Step[] = [
  kind,
  value,
  cap,
  name,
  minimum,
  goods,
  stores,
  days,
  hours,
  stock,
  limits,
  person,
  daily,
  budget,
  gifts,
  from,
  until,
  validity,
  picture,
];

/** What can be changed of a published campaign, by the same questions. */
export const changeable = [
  value,
  cap,
  stock,
  until,
  minimum,
  name,
  person,
  daily,
  budget,
  gifts,
  goods,
  stores,
  days,
  hours,
  validity,
  picture,
] as const;

/** The steps that this draft goes through. */
export const path = (at: Asking): Step[] => steps.filter((step) => step.applies?.(at) ?? true);
