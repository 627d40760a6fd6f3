import type pg from 'pg';
import { newId } from '../src/lib/ids.ts';
import { clock } from './ground.ts';

/** Clients of every reference. */
export const CLIENTS = 64;

/**
 * The reference f: one row a commit into the coupon table itself, by 64 clients. Nothing that commits each claim alone
 * can be faster.
 */
export function oneRow(pool: pg.Pool): () => Promise<unknown> {
  let code = BigInt(Math.floor(Math.random() * 2 ** 52)) << 10n;
  const campaign = newId(clock.now().getTime());
  return () => {
    const now = clock.now();
    const id = newId(now.getTime());
    // Spread like the codes of real coupons, which are random.
    code += 0x9e3779b97f4a7c15n;
    return pool.query({
      name: 'one_row',
      text: `insert into coupon (id, campaign_id, customer_id, seq, terms_version, code_hash, channel, claimed_at, valid_from, valid_until, worst_minor)
        values ($1, $2, $3, 1, 1, $4, 'bench', $5, $5, $6, 1000)`,
      values: [
        id,
        campaign,
        newId(now.getTime()),
        BigInt.asIntN(64, code).toString(),
        now,
        new Date(now.getTime() + 30 * 86_400_000),
      ],
    });
  };
}
