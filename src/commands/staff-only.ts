import { Refusal } from '../refusal.ts';
import type { Actor } from '../staff/actor.ts';
import type { Said } from './command.ts';

/** The member of staff who speaks; tells customers kindly that this is not for them. */
export function staffOnly({ person }: Said): Actor & { kind: 'staff' } {
  if (!person.staff) throw new Refusal('staff-only');
  return { kind: 'staff', staff: person.staff };
}
