import { newSecret } from '../lib/codes.ts';
import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';
import { LINK, LINK_MINUTES, TOKEN, TOKEN_SYMBOLS } from './session.ts';

const MINUTE_MS = 60_000;

/** Opens the console by the secret of a link, once; gives the token of the session. Refuses a link that opens nothing. */
export async function openSession(tx: Tx, secret: string): Promise<string> {
  const token = newSecret(TOKEN_SYMBOLS);
  // One statement: of two who open it at once, one does.
  const [rows] = await tx.db.query(
    `update console_session as c set token_seal = $2, opened_at = $3, used_at = $3
       from staff s
      where c.link_seal = $1 and c.opened_at is null and c.ended_at is null and c.asked_at > $4
        and s.id = c.staff_id and s.ended_at is null
    returning c.id, c.staff_id`,
    [
      tx.shop.codes.seal(LINK, secret),
      tx.shop.codes.seal(TOKEN, token),
      tx.now,
      new Date(tx.now.getTime() - LINK_MINUTES * MINUTE_MS),
    ],
  );
  const [opened] = rows;
  if (!opened) throw new Refusal('console-link');
  await tx.db.query('insert into audit (actor, act, subject, facts, at) values ($1, $2, $3, $4, $5)', [
    `staff:${opened.staff_id}`,
    'open-console',
    opened.id,
    {},
    tx.now,
  ]);
  return token;
}
