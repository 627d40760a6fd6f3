import { ConsoleSession } from '../../entities/console-session.ts';
import type { ToldSecret } from '../chat/channel.ts';
import { newId } from '../lib/ids.ts';
import { type Actor, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { LINK, LINK_SYMBOLS } from './session.ts';

/** The secret of a link that opens the console once, for ten minutes; one that was asked for before opens nothing any more. */
export async function askForLink(tx: Tx, by: Actor & { kind: 'staff' }): Promise<ToldSecret> {
  authorise(by, 'read-figures');
  await tx.db.query(
    'update console_session set ended_at = $2 where staff_id = $1 and opened_at is null and ended_at is null',
    [by.staff.id, tx.now],
  );
  const id = newId(tx.now.getTime());
  const text = tx.shop.codes.secretOf(LINK, id, LINK_SYMBOLS);
  await tx.db.insert(ConsoleSession, {
    id,
    staffId: by.staff.id,
    linkSeal: tx.shop.codes.seal(LINK, text),
    askedAt: tx.now,
  });
  return { text, purpose: LINK, id };
}
