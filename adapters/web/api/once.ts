import { createHash } from 'node:crypto';
import { Refusal } from '../../../src/refusal.ts';
import { inSavepoint, type Tx } from '../../../src/transaction.ts';
import { retryAfter } from './statuses.ts';

const KEPT_MS = 7 * 86_400_000;
const SHAPE = /^[\x21-\x7e]{1,200}$/;

/** A status and a body; what an Idempotency-Key keeps. */
export interface Answer {
  status: number;
  body: object;
}

/** The key of the header; refuses a call that needs one and has none. */
export function idempotencyKey(given: string | undefined): string {
  if (!given || !SHAPE.test(given)) throw new Refusal('idempotency-needed');
  return given;
}

/**
 * Does the work once for each key, and gives the first answer again. The key is written before the work and commits
 * with it: of many at once the others wait for the first at the unique key, and see its answer or do the work.
 */
export async function once(
  tx: Tx,
  { callerId, key, request }: { callerId: string; key: string; request: object },
  work: (tx: Tx) => Promise<Answer>,
  refuse: (refusal: Refusal) => Answer,
): Promise<Answer> {
  const hash = createHash('sha256').update(stable(request)).digest();
  const written = await tx.db.query(
    `insert into idempotency as i (caller_id, key, request_hash, created_at) values ($1, $2, $3, $4)
     on conflict (caller_id, key) do update
       set request_hash = excluded.request_hash, status = null, response = null, created_at = excluded.created_at
       where i.created_at <= $5
     returning key`,
    [callerId, key, hash, tx.now, new Date(tx.now.getTime() - KEPT_MS)],
  );
  if (written.length === 0) return earlier(tx, callerId, key, hash);
  const answer = await attempt(tx, work, refuse);
  // Said as it is stored, so that it is the same to the letter whenever it is said again.
  const [[kept]] = await tx.db.query(
    'update idempotency set status = $3, response = $4 where caller_id = $1 and key = $2 returning status, response',
    [callerId, key, answer.status, JSON.stringify(answer.body)],
  );
  return { status: kept.status, body: kept.response };
}

async function attempt(tx: Tx, work: (tx: Tx) => Promise<Answer>, refuse: (refusal: Refusal) => Answer) {
  try {
    return await inSavepoint(tx, work);
  } catch (error) {
    // What would be a yes later must not be kept as a no.
    if (!(error instanceof Refusal) || error.code in retryAfter) throw error;
    await error.remember?.(tx);
    return refuse(error);
  }
}

async function earlier(tx: Tx, callerId: string, key: string, hash: Buffer): Promise<Answer> {
  const [row] = await tx.db.query(
    'select request_hash, status, response from idempotency where caller_id = $1 and key = $2',
    [callerId, key],
  );
  if (!row?.request_hash.equals(hash)) throw new Refusal('idempotency-other-body');
  return { status: row.status, body: row.response };
}

/** The same JSON for the same thing, whatever the order of its keys. */
function stable(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stable).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, inner]) => `${JSON.stringify(name)}:${stable(inner)}`);
  return `{${parts.join(',')}}`;
}
