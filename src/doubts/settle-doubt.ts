import { Customer } from '../../entities/customer.ts';
import { type Actor, actorName } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { type OpenDoubt, openDoubt } from './list-doubts.ts';

/** Notes that it is right as it is; it is not asked again unless something else is wrong. */
export async function settleDoubt(tx: Tx, by: Actor, id: string): Promise<OpenDoubt> {
  const doubt = await openDoubt(tx, by, id);
  await tx.db.query('update doubt set settled_at = $2, settled_by = $3 where id = $1', [id, tx.now, actorName(by)]);
  await note(tx, by, 'settle-doubt', doubt);
  return doubt;
}

/** Takes off what is wrong: the birthday or number that was doubted. Of two people nothing is taken. */
export async function clearDoubted(tx: Tx, by: Actor, id: string): Promise<OpenDoubt> {
  const doubt = await openDoubt(tx, by, id);
  const { kind, one } = doubt;
  if (kind === 'birthday')
    await tx.db.update(Customer, { id: one.id }, { birthMmdd: null, birthYear: null, birthdaySetAt: null });
  if (kind === 'phone') await tx.db.update(Customer, { id: one.id }, { phoneIndex: null, phoneSealed: null });
  if (kind !== 'twins') await tx.db.query('delete from doubt where id = $1', [id]);
  await note(tx, by, 'clear-doubted', doubt);
  return doubt;
}

// What it was is not kept: the history of a correction is no reason to keep what was wrong (docs/decisions/0016).
async function note(tx: Tx, by: Actor, act: string, { kind, reason, one, other }: OpenDoubt): Promise<void> {
  await tx.db.query('insert into audit (actor, act, subject, facts, at) values ($1, $2, $3, $4, $5)', [
    ...[actorName(by), act, one.id, { kind, reason, ...(other && { other: other.id }) }, tx.now],
  ]);
}
