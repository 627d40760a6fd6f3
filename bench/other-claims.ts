import type pg from 'pg';
import { claimBatch, readBatch } from '../src/coupons/claim-batch.ts';
import { newId } from '../src/lib/ids.ts';
import { clock, type Ground } from './ground.ts';
import { brief, callers, spread } from './measure.ts';
import { CLIENTS } from './one-row.ts';
import { strangers } from './strangers.ts';

/** The fastest way to claim with one statement for each claim; both are exact, durable, and hold the row's lock. */
export async function singleStatement(
  ground: Ground,
  pool: pg.Pool,
  people: string[],
  ms: number,
  runs: number,
): Promise<{ name: string; best: number; all: string }> {
  let claimable = await ground.campaign({ stock: 100_000_000 });
  let next = strangers(people);
  const { codes } = ground.app.shop;
  const ways: [string, () => Promise<unknown>][] = [
    [
      'claim_coupons for one at a time',
      async () => {
        const { grants, ...batch } = claimBatch(codes, claimable, 'bench', [{ customerId: next() }], clock.now());
        const [claimed] = readBatch((await pool.query(batch)).rows[0], grants);
        if (claimed!.outcome !== 'won') throw new Error(`a claim was ${claimed!.outcome}`);
      },
    ],
    [
      'one statement (update … returning, insert)',
      async () => {
        const now = clock.now();
        const id = newId(now.getTime());
        const until = new Date(now.getTime() + 86_400_000);
        const values = [id, claimable.campaign.id, next(), codes.hashOf(codes.codeOf(id)), now, until];
        const { rowCount } = await pool.query({ name: 'single', text: SINGLE, values });
        if (rowCount !== 1) throw new Error('a claim was lost');
      },
    ],
  ];
  const found: { name: string; perSecond: number }[] = [];
  for (const [name, claim] of ways) {
    const speeds: number[] = [];
    for (let run = 0; run < runs; run++) {
      claimable = await ground.campaign({ stock: 100_000_000 });
      next = strangers(people);
      speeds.push((await callers(CLIENTS, ms, claim)).perSecond);
    }
    found.push({ name, perSecond: spread(speeds).median });
  }
  const best = found.reduce((a, b) => (a.perSecond > b.perSecond ? a : b));
  return {
    name: best.name,
    best: best.perSecond,
    all: found.map(({ name, perSecond }) => `${name} ${brief(perSecond)}/s`).join(', '),
  };
}

const SINGLE = `
with c as (
  update campaign set claimed = claimed + 1 where id = $2 and claimed < stock returning id, terms_version
)
insert into coupon (id, campaign_id, customer_id, seq, terms_version, code_hash, channel, claimed_at, valid_from, valid_until, worst_minor)
select $1, c.id, $3, 1, c.terms_version, $4, 'bench', $5, $5, $6, 1000 from c`;

/** The classic claim: a transaction that locks the campaign, looks, inserts and counts. */
export async function classicClaim(ground: Ground, pool: pg.Pool, next: () => string): Promise<() => Promise<void>> {
  const { campaign } = await ground.campaign({ stock: 100_000_000 });
  const { codes } = ground.app.shop;
  return async () => {
    const client = await pool.connect();
    try {
      const now = clock.now();
      const id = newId(now.getTime());
      await client.query('begin');
      const locked = await client.query({ name: 'classic_lock', text: LOCK, values: [campaign.id] });
      if (locked.rows[0].left <= 0) throw new Error('nothing is left');
      const until = new Date(now.getTime() + 86_400_000);
      const values = [id, campaign.id, next(), codes.hashOf(codes.codeOf(id)), now, until];
      await client.query({ name: 'classic_insert', text: INSERT, values });
      await client.query({ name: 'classic_count', text: COUNT, values: [campaign.id] });
      await client.query('commit');
    } finally {
      client.release();
    }
  };
}

const LOCK = 'select stock - claimed as left from campaign where id = $1 for update';
const INSERT = `
insert into coupon (id, campaign_id, customer_id, seq, terms_version, code_hash, channel, claimed_at, valid_from, valid_until, worst_minor)
values ($1, $2, $3, 1, 1, $4, 'bench', $5, $5, $6, 1000)`;
const COUNT = 'update campaign set claimed = claimed + 1 where id = $1';
