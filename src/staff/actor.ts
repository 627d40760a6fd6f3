import type { Role, Staff } from '../../entities/staff.ts';
import { Refusal } from '../refusal.ts';

/** Acts that need authority. */
export type Act =
  | 'redeem'
  | 'undo-any'
  | 'publish'
  | 'invite'
  | 'read-figures'
  | 'record-purchase'
  | 'record-event'
  | 'change-points'
  | 'unlink'
  | 'mend-customers'
  | 'open-store'
  | 'approve'
  | 'change-marketing'
  | 'set-tiers'
  | 'name-adviser'
  | 'read-customer'
  | 'tag-customer'
  | 'answer'
  | 'compensate'
  | 'change-feedback'
  | 'import'
  | 'export';

const acts: Record<Role, readonly Act[]> = {
  clerk: ['redeem', 'read-customer', 'tag-customer'],
  manager: [
    'mend-customers',
    'answer',
    'compensate',
    'name-adviser',
    'redeem',
    'undo-any',
    'unlink',
    'read-figures',
    'read-customer',
    'tag-customer',
  ],
  marketer: ['publish', 'approve', 'read-figures', 'read-customer', 'tag-customer'],
  owner: [
    'redeem',
    'undo-any',
    'unlink',
    'mend-customers',
    'publish',
    'invite',
    'read-figures',
    'record-purchase',
    'record-event',
    'change-points',
    'open-store',
    'approve',
    'change-marketing',
    'set-tiers',
    'name-adviser',
    'read-customer',
    'tag-customer',
    'answer',
    'compensate',
    'change-feedback',
    'import',
    'export',
  ],
};

/** Scopes of API keys, and what each allows. */
export const scopes = {
  campaigns: ['publish', 'read-figures', 'open-store', 'set-tiers', 'name-adviser'],
  redeem: ['redeem', 'undo-any'],
  purchases: ['record-purchase'],
  events: ['record-event'],
  customers: ['read-customer', 'tag-customer', 'mend-customers', 'unlink'],
  points: ['change-points'],
  feedback: ['read-figures', 'answer'],
  approvals: ['approve', 'change-marketing'],
  imports: ['import', 'record-purchase', 'publish'],
  exports: ['export'],
} as const satisfies Record<string, readonly Act[]>;
export type Scope = keyof typeof scopes;

/** What of the API the console opens to each role; each use case asks again. The counter stays in the chat. */
export const consoleScopes: Record<Role, readonly Scope[]> = {
  clerk: [],
  manager: ['campaigns', 'customers', 'feedback'],
  marketer: ['campaigns', 'customers', 'feedback', 'approvals'],
  owner: ['campaigns', 'customers', 'feedback', 'approvals', 'points', 'imports', 'exports'],
};

/** Who does something that needs authority: a member of staff, a key of the API, or the operator at the machine. */
export type Actor =
  | { kind: 'staff'; staff: Staff }
  | { kind: 'api'; keyId: string; scopes: readonly string[] }
  | { kind: 'operator' };

/** True when the actor may; a staff member who has left may nothing. */
export function may(by: Actor, act: Act): boolean {
  if (by.kind === 'operator') return true;
  if (by.kind === 'api')
    return by.scopes.some((scope) => scope in scopes && (scopes[scope as Scope] as readonly Act[]).includes(act));
  return by.staff.endedAt === null && acts[by.staff.role].includes(act);
}

/** Checked in each use case. Refuses with what role would be needed. */
export function authorise(by: Actor, act: Act): void {
  if (may(by, act)) return;
  const needed = (Object.keys(acts) as Role[]).filter((role) => acts[role].includes(act));
  throw new Refusal('not-allowed', { roles: needed });
}

/** The staff member behind the act, for columns that name one. */
export function staffId(by: Actor): string | null {
  return by.kind === 'staff' ? by.staff.id : null;
}

/** The store that somebody is bound to; null for who works in all of them. */
export function storeOf(by: Actor): string | null {
  return by.kind === 'staff' ? by.staff.storeId : null;
}

/** `staff:<id>`, `api:<id>` or `operator`, for the audit. */
export function actorName(by: Actor): string {
  if (by.kind === 'staff') return `staff:${by.staff.id}`;
  return by.kind === 'api' ? `api:${by.keyId}` : 'operator';
}
