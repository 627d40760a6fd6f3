import { Staff } from '../../entities/staff.ts';
import { newSecret } from '../lib/codes.ts';
import { Refusal } from '../refusal.ts';
import { may } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { LINK, LINK_MINUTES, TOKEN, TOKEN_SYMBOLS } from './session.ts';

const MINUTE_MS = 60_000;

/**
 * Opens the console by the secret of a link, once; gives the token of the session, and ends the one that the browser had
 * `before`. Refuses a link that opens nothing.
 */
export async function openSession(tx: Tx, secret: string, before?: string): Promise<string> {
  const token = newSecret(TOKEN_SYMBOLS);
  // One statement: of two who open it at once, one does.
  const [rows] = await tx.db.query(
    `update console_session set token_seal = $2, opened_at = $3, used_at = $3
      where link_seal = $1 and opened_at is null and ended_at is null and asked_at > $4
    returning id, staff_id`,
    [
      tx.shop.codes.seal(LINK, secret),
      tx.shop.codes.seal(TOKEN, token),
      tx.now,
      new Date(tx.now.getTime() - LINK_MINUTES * MINUTE_MS),
    ],
  );
  const [opened] = rows;
  const staff = opened && (await tx.db.findOneByOrFail(Staff, { id: opened.staff_id }));
  if (!staff || !may({ kind: 'staff', staff }, 'read-figures')) throw new Refusal('console-link');
  if (before) {
    await tx.db.query('update console_session set ended_at = $2 where token_seal = $1 and ended_at is null', [
      tx.shop.codes.seal(TOKEN, before),
      tx.now,
    ]);
  }
  await tx.db.query('insert into audit (actor, act, subject, facts, at) values ($1, $2, $3, $4, $5)', [
    `staff:${opened.staff_id}`,
    'open-console',
    opened.id,
    {},
    tx.now,
  ]);
  return token;
}
