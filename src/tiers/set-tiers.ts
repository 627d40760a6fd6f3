import { Tier } from '../../entities/tier.ts';
import { type Actor, actorName, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { askForTiers } from './apply-tiers.ts';
import { inOrder, type Ladder, readLadder } from './ladder.ts';

/**
 * Puts these tiers in the place of all there are. Whoever buys from now on is measured by them at once, everybody else
 * by the job that follows; names and perks alone move nobody.
 */
export async function setTiers(tx: Tx, by: Actor, wanted: Ladder): Promise<Ladder> {
  authorise(by, 'set-tiers');
  await lockTiers(tx);
  const before = await readLadder(tx);
  const ladder = inOrder(wanted);
  await tx.db.query('delete from tier');
  await tx.db.insert(
    Tier,
    ladder.tiers.map(({ name, names, threshold, perks }, at) => ({
      name,
      rank: at + 1,
      names,
      spend365Minor: ladder.by === 'spend' ? threshold : null,
      points365: ladder.by === 'points' ? threshold : null,
      perks: perks ?? null,
    })),
  );
  await tx.db.query('delete from tier_adviser a where not exists (select from tier t where t.name = a.tier)');
  if (measures(before) !== measures(ladder)) await askForTiers(tx);
  await tx.db.query('insert into audit (actor, act, subject, facts, at) values ($1, $2, $3, $4, $5)', [
    actorName(by),
    'set-tiers',
    'tiers',
    { before, after: ladder },
    tx.now,
  ]);
  return ladder;
}

/** Who changes tiers reads them under this lock, so that two changes at once come one after the other. */
export async function lockTiers(tx: Tx): Promise<void> {
  await tx.db.query('select pg_advisory_xact_lock(hashtextextended($1, 8))', ['tiers']);
}

const measures = ({ by, tiers }: Ladder) => JSON.stringify([by, tiers.map(({ name, threshold }) => [name, threshold])]);
