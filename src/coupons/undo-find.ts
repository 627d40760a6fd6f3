import { Redemption } from '../../entities/redemption.ts';
import { isId } from '../lib/ids.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, authorise, may, staffId } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';

const MINUTES = 10;

/** The redemption that the actor may take back: their own of the last ten minutes, or with authority any one. */
export async function findUndoable(tx: Tx, by: Actor, what: { redemptionId?: string; reason?: string }) {
  if (!may(by, 'undo-any')) authorise(by, 'redeem');
  const redemption = what.redemptionId ? await named(tx, what.redemptionId) : await ownLast(tx, by);
  if (redemption.undoneAt) throw new Refusal('undo-done', { at: redemption.undoneAt, now: tx.now });
  const own = by.kind === 'staff' && redemption.staffId === by.staff.id;
  const fresh = tx.now.getTime() - redemption.at.getTime() < MINUTES * 60_000;
  if (own && fresh) return redemption;
  if (!may(by, 'undo-any')) throw new Refusal(own ? 'undo-too-late' : 'undo-not-yours');
  await refuseOutOfScope(tx, by, own, redemption);
  if (!what.reason?.trim()) throw new Refusal('undo-reason-needed', { token: tx.shop.codes.tokenOf(redemption.id) });
  return redemption;
}

async function named(tx: Tx, id: string): Promise<Redemption> {
  const redemption = isId(id) ? await tx.db.findOneBy(Redemption, { id }) : null;
  if (!redemption) throw new Refusal('undo-unknown');
  return redemption;
}

async function ownLast(tx: Tx, by: Actor): Promise<Redemption> {
  const id = staffId(by);
  if (!id) throw new Refusal('undo-unknown');
  const [last] = await tx.db.query(
    'select id from redemption where staff_id = $1 and undone_at is null order by at desc, id desc limit 1',
    [id],
  );
  if (!last) throw new Refusal('undo-nothing');
  return tx.db.findOneByOrFail(Redemption, { id: last.id });
}

async function refuseOutOfScope(tx: Tx, by: Actor, own: boolean, redemption: Redemption): Promise<void> {
  const bound = by.kind === 'staff' ? by.staff.storeId : null;
  if (own || !bound || bound === redemption.storeId) return;
  const [store] = await tx.db.query('select name from store where id = $1', [bound]);
  throw new Refusal('store-out-of-scope', { store: store?.name ?? '?' });
}
