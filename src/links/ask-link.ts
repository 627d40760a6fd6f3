import type { Identity } from '../../entities/identity.ts';
import type { ToldSecret } from '../chat/channel.ts';
import { newId } from '../lib/ids.ts';
import { Refusal } from '../refusal.ts';
import { refuseGuessing } from '../staff/wrong-secret.ts';
import type { Tx } from '../transaction.ts';

export const LINK_MINUTES = 10;
const SYMBOLS = 8;
const PURPOSE = 'link code';

/** What both sides are to confirm. */
export interface LinkRequest {
  id: string;
  identityId: string;
  otherIdentityId: string | null;
  confirmedAt: Date | null;
  expiresAt: Date;
}

const COLUMNS =
  'id, identity_id as "identityId", other_identity_id as "otherIdentityId", confirmed_at as "confirmedAt", expires_at as "expiresAt"';

/** Makes a one-time code for this identity; an earlier code of it stops working. */
export async function askLink(tx: Tx, identity: Identity): Promise<ToldSecret> {
  const id = newId(tx.now.getTime());
  const code = tx.shop.codes.secretOf(PURPOSE, id, SYMBOLS);
  await tx.db.query(
    'update link_request set expires_at = $2 where identity_id = $1 and used_at is null and expires_at > $2',
    [identity.id, tx.now],
  );
  await tx.db.query(
    'insert into link_request (id, code_hash, identity_id, expires_at, created_at) values ($1, $2, $3, $4, $5)',
    [id, tx.shop.codes.seal(PURPOSE, code), identity.id, new Date(tx.now.getTime() + LINK_MINUTES * 60_000), tx.now],
  );
  return { text: `${code.slice(0, 4)}-${code.slice(4)}`, purpose: PURPOSE, id };
}

/** The request behind a code that this identity typed; it belongs to the first who typed it. Guesses are counted. */
export async function findLink(tx: Tx, identity: Identity, typed: string): Promise<LinkRequest> {
  await refuseGuessing(tx, identity, 'link');
  const code = typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  const [rows] = await tx.db.query(
    `update link_request set other_identity_id = $2
     where code_hash = $1 and used_at is null and expires_at > $3 and (other_identity_id is null or other_identity_id = $2) returning ${COLUMNS}`,
    [tx.shop.codes.seal(PURPOSE, code), identity.id, tx.now],
  );
  if (rows[0]) return rows[0];
  const refusal: Refusal = new Refusal('link-code-unknown');
  refusal.remember = async ({ db, now }) => {
    await db.query('insert into wrong_secret (identity_id, purpose, at) values ($1, $2, $3)', [
      identity.id,
      'link',
      now,
    ]);
  };
  throw refusal;
}

/** An open request by its id, for the side that may answer it. */
export async function openLink(tx: Tx, id: string): Promise<LinkRequest> {
  const [row] = await tx.db.query(
    `select ${COLUMNS} from link_request where id = $1 and used_at is null and expires_at > $2 for update`,
    [id, tx.now],
  );
  if (!row) throw new Refusal('link-code-unknown');
  return row;
}
