import { Refusal } from '../refusal.ts';
import { type Actor, authorise, staffId } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';

const SHAPE = /^[a-z0-9][a-z0-9-]{0,15}$/;
/** So many sources fit one message. */
const MOST = 30;

/** Reads the name of a source; refuses what no link can carry. */
export function readSource(typed: string): string {
  const source = typed.normalize('NFKC').trim().toLowerCase();
  if (!SHAPE.test(source)) throw new Refusal('source-shape', { typed: typed.trim().slice(0, 60) });
  return source;
}

/** Names a place that links of a campaign stand in; a repeat changes nothing. At most 30 for a campaign. */
export async function addSource(
  tx: Tx,
  by: Actor,
  { id, ref }: { id: string; ref: string },
  typed: string,
): Promise<string> {
  authorise(by, 'publish');
  const source = readSource(typed);
  // One after another, so that two at once cannot both be the last.
  await tx.db.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`sources of ${id}`]);
  const known: { source: string }[] = await tx.db.query('select source from campaign_source where campaign_id = $1', [
    id,
  ]);
  if (known.some((one) => one.source === source)) return source;
  if (known.length >= MOST) throw new Refusal('sources-full', { ref, most: MOST });
  await tx.db.query(
    'insert into campaign_source (campaign_id, source, created_by, created_at) values ($1, $2, $3, $4)',
    [id, source, staffId(by), tx.now],
  );
  return source;
}
