import { TierAdviser } from '../../entities/tier-adviser.ts';
import { inLanguage } from '../campaigns/terms.ts';
import { outOfQuietHours } from '../lib/dates.ts';
import { isId, newId } from '../lib/ids.ts';
import { post } from '../outbox/post.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, actorName, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { listAdvisers, mayAdvise } from './list-advisers.ts';
import { lockTiers } from './set-tiers.ts';

/**
 * Makes a member of staff, whatever their role, the adviser of a tier, or nobody (null). They are told, though not at
 * night. Refuses managers of one store: a tier is everywhere. Returns false when it was so already.
 */
export async function nameAdviser(
  tx: Tx,
  by: Actor,
  { tier, staffId }: { tier: string; staffId: string | null },
): Promise<boolean> {
  refuseOneStore(by);
  // Tiers are not taken away meanwhile.
  await lockTiers(tx);
  const all = await listAdvisers(tx);
  const named = all.find((one) => one.tier === tier);
  if (!named) throw new Refusal('tier-unknown', { tiers: all.map((one) => one.tier) });
  const staff = await mayAdvise(tx);
  const chosen = staffId !== null && isId(staffId) ? staff.find(({ id }) => id === staffId) : undefined;
  if (staffId !== null && !chosen) throw new Refusal('adviser-unknown', { staff: namesOf(staff) });
  if (named.staffId === staffId) return false;
  if (!chosen) await tx.db.delete(TierAdviser, { tier });
  else await tx.db.upsert(TierAdviser, { tier, staffId: chosen.id, namedAt: tx.now }, ['tier']);
  await tx.db.query('insert into audit (actor, act, subject, facts, at) values ($1, $2, $3, $4, $5)', [
    actorName(by),
    'name-adviser',
    tier,
    { before: named.staffId, after: staffId },
    tx.now,
  ]);
  if (!chosen) return true;
  await post(tx, chosen.customerId, {
    subject: `adviser:${newId(tx.now.getTime())}`,
    class: 'notice',
    runAt: outOfQuietHours(tx.now, chosen.zone ?? tx.shop.zone),
    say: (t) => [{ text: t.advisers.youAre(inLanguage(named.names, chosen.language, tx.shop.language)) }],
  });
  return true;
}

/** Refuses who may not name advisers. */
export function refuseOneStore(by: Actor): void {
  authorise(by, 'name-adviser');
  if (by.kind === 'staff' && by.staff.storeId) throw new Refusal('adviser-all-stores');
}

/** What people are called, for a choice in words. */
export const namesOf = (staff: { name: string | null }[]): string[] =>
  staff.flatMap(({ name }) => (name === null ? [] : [name])).slice(0, 10);
