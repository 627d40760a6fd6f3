import type { CampaignInput } from '../../src/campaigns/terms.ts';
import { openCodes, readCode } from '../../src/lib/codes.ts';
import { CONSENT_VERSION } from '../../src/shop.ts';
import type { Plot } from './ground.ts';

/** The key of every house of the proofs. */
export const APP_KEY = '07'.repeat(32);
export const codes = openCodes(Buffer.from(APP_KEY, 'hex'));

/** A code as it is written on a card, as the 13 symbols that a coupon's id gives. */
export function plainCode(text: string): string {
  const read = readCode(text);
  return 'code' in read ? read.code : text;
}

/** People who have joined: `<prefix><number>` on a channel, from 1 on. Gives their customers' ids, in that order. */
export async function joinPeople(plot: Plot, count: number, prefix: string, channel = 'terminal'): Promise<string[]> {
  const rows = await plot.rows<{ id: string }>(
    `with people as (
       insert into customer (name, language, marketing, joined_at, agreed_version, created_at)
       select 'P' || n, 'en', true, now() - interval '1 day', '${CONSENT_VERSION}', now() - interval '1 day' from generate_series(1, $1::int) n
       returning id, name
     ), known as (
       insert into identity (customer_id, channel, address, heard_at, created_at)
       select id, $3, $2 || substr(name, 2), now(), now() from people
     ) select id from people order by substr(name, 2)::int`,
    [count, prefix, channel],
  );
  return rows.map(({ id }) => id);
}

/** Makes members of staff of customers. */
export async function hire(plot: Plot, customers: string[]): Promise<void> {
  await plot.rows(`insert into staff (customer_id, role, created_at) select unnest($1::uuid[]), 'clerk', now()`, [
    customers,
  ]);
}

type Wish = Pick<CampaignInput, 'stock' | 'perCustomer'> & { ref: string; terms: Partial<CampaignInput['terms']> };

/** Publishes a campaign; gives its id. */
export async function publish(plot: Plot, { ref, stock = null, perCustomer = 1, terms }: Wish): Promise<string> {
  const all = { kind: 'amount', name: { en: ref }, validity: { days: 30 }, ...terms };
  const [row] = await plot.rows<{ id: string }>(
    `with made as (
       insert into campaign (ref, state, stock, per_customer, zone, claim_from, created_at)
       values ($1, 'live', $2, $3, 'Asia/Taipei', now() - interval '1 day', now()) returning id
     ) insert into campaign_terms (campaign_id, version, terms, created_at) select id, 1, $4, now() from made returning campaign_id as id`,
    [ref, stock, perCustomer, JSON.stringify(all)],
  );
  return row!.id;
}
