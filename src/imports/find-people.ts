import { textList } from '../lib/pg-list.ts';
import type { Tx } from '../transaction.ts';
import { proofsOf, type Who } from './read-who.ts';

/** Who was found behind each: the customer's id, nobody, or two people. */
export type Found = string | undefined | 'two';

export const PHONE = 'phone number';

/**
 * Finds customers by what proves them, through links that were made since. When something is to be written to them, they
 * are held in the order of their ids: a link of two customers waits, or has been made and is seen.
 */
export async function findPeople(tx: Tx, people: readonly Who[], hold: boolean): Promise<Found[]> {
  const known = await knownProofs(tx, people);
  const kept = await keptOf(tx, [...new Set(known.values())].sort(), hold);
  return people.map((who) => {
    const ids = new Set(proofsOf(who).flatMap((proof) => kept.get(known.get(proof) ?? '') ?? []));
    return ids.size > 1 ? 'two' : [...ids][0];
  });
}

/** The customer that each proof leads to, where there is one. */
async function knownProofs({ db, shop }: Tx, people: readonly Who[]): Promise<Map<string, string>> {
  const known = new Map<string, string>();
  const ids = [...new Set(people.flatMap(({ id }) => id ?? []))];
  const phones = new Map(people.flatMap(({ phone }) => (phone ? [[phone, '']] : [])) as [string, string][]);
  const bySeal = new Map([...phones.keys()].map((phone) => [shop.codes.seal(PHONE, phone).toString('hex'), phone]));
  const addresses = people.flatMap((who) => who.addresses);
  if (ids.length > 0) {
    const rows = await db.query('select id from customer where id = any($1::uuid[])', [ids]);
    for (const { id } of rows) known.set(`id ${id}`, id);
  }
  if (bySeal.size > 0) {
    const rows = await db.query(
      `select id, encode(phone_index, 'hex') as seal from customer
       where phone_index = any(array(select decode(x, 'hex') from unnest($1::text[]) x))`,
      [[...bySeal.keys()]],
    );
    for (const { id, seal } of rows) known.set(`phone ${bySeal.get(seal)}`, id);
  }
  if (addresses.length > 0) {
    const rows = await db.query(
      `select i.channel, i.address, i.customer_id from unnest($1::text[], $2::text[]) as a (channel, address)
       join identity i using (channel, address)`,
      [textList(addresses.map(({ channel }) => channel)), textList(addresses.map(({ address }) => address))],
    );
    for (const one of rows) known.set(`${one.channel}:${one.address}`, one.customer_id);
  }
  return known;
}

async function keptOf({ db }: Tx, ids: string[], hold: boolean): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  // `for key share` is what the purchase's own reference to the customer would take.
  const rows: { id: string; merged_into: string | null }[] = await db.query(
    `select id, merged_into from customer where id = any($1::uuid[]) order by id ${hold ? 'for key share' : ''}`,
    [ids],
  );
  const kept = new Map(rows.map(({ id }) => [id, id]));
  for (const { id, merged_into: merged } of rows) {
    if (!merged) continue;
    const [{ last }] = await db.query(
      hold
        ? 'select kept_customer($1) as last'
        : `with recursive way as (select $1::uuid as id union select c.merged_into from way join customer c using (id)
             where c.merged_into is not null)
           select id as last from way join customer using (id) where merged_into is null`,
      [id],
    );
    kept.set(id, last);
  }
  return kept;
}
