import type { Identity } from '../../entities/identity.ts';
import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';

const MOST = 5;
const MINUTES = 10;

/** Who has typed too many wrong secrets must wait; a right one is not looked at either. */
export async function refuseGuessing(tx: Tx, identity: Identity, purpose: string): Promise<void> {
  const since = new Date(tx.now.getTime() - MINUTES * 60_000);
  const [{ n }] = await tx.db.query(
    'select count(*)::int as n from wrong_secret where identity_id = $1 and purpose = $2 and at > $3',
    [identity.id, purpose, since],
  );
  if (n >= MOST) throw new Refusal(purpose === 'link' ? 'link-tries' : 'invite-tries', { minutes: MINUTES });
}

/** The refusal of an invitation that does not exist; it counts although the command is undone. */
export function wrongSecret(identity: Identity, purpose: string): Refusal {
  const refusal: Refusal = new Refusal('invite-unknown');
  refusal.remember = async (tx) => {
    await tx.db.query('insert into wrong_secret (identity_id, purpose, at) values ($1, $2, $3)', [
      identity.id,
      purpose,
      tx.now,
    ]);
  };
  return refusal;
}
