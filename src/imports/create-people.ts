import { newId } from '../lib/ids.ts';
import { textList } from '../lib/pg-list.ts';
import type { Tx } from '../transaction.ts';
import { PHONE } from './find-people.ts';
import { proofsOf, type Who } from './read-who.ts';

export interface Newcomer extends Who {
  id: string;
  language?: string;
  birthday?: { mmdd: number; year: number | null };
}

/**
 * Tells the different people among those whom nobody knows: whoever shares a proof is one. Gives the place of each one's
 * first in the list, or `two` for who shares proofs with two of those before, or has another number than they.
 */
export function tellApart(strangers: readonly Who[]): (number | 'two')[] {
  const firsts = new Map<string, number>();
  const phones = new Map<number, string>();
  return strangers.map((who, at) => {
    const proofs = proofsOf(who);
    const met = new Set(proofs.flatMap((proof) => firsts.get(proof) ?? []));
    if (met.size > 1) return 'two';
    const first = [...met][0] ?? at;
    const phone = phones.get(first) ?? who.phone;
    if (who.phone && who.phone !== phone) return 'two';
    if (phone) phones.set(first, phone);
    for (const proof of proofs) firsts.set(proof, first);
    return first;
  });
}

/** Another transaction was quicker: what this one has read is not so any more, and it begins again. */
export class Overtaken extends Error {
  readonly code = '40001';
}

/**
 * Makes customers known to the shop. They have agreed to nothing, so that nothing is ever sent to them before they write
 * themselves.
 */
export async function createPeople(tx: Tx, people: readonly Newcomer[], source: string): Promise<void> {
  if (people.length === 0) return;
  const { db, now, shop } = tx;
  const written = await db.query(
    `insert into customer (id, name, language, birth_mmdd, birth_year, phone_index, phone_sealed, created_at, sources)
     select id, name, coalesce(language, $8), mmdd, year, decode(seal, 'hex'), decode(sealed, 'hex'), $9,
       jsonb_strip_nulls(jsonb_build_object('name', case when name is not null then $10::text end,
         'birthday', case when mmdd is not null then $10::text end, 'phone', case when seal is not null then $10::text end))
     from unnest($1::uuid[], $2::text[], $3::text[], $4::smallint[], $5::smallint[], $6::text[], $7::text[])
       as n (id, name, language, mmdd, year, seal, sealed)
     on conflict do nothing returning id`,
    [
      people.map(({ id }) => id),
      textList(people.map(({ name }) => name ?? null)),
      people.map(({ language }) => language ?? null),
      people.map(({ birthday }) => birthday?.mmdd ?? null),
      people.map(({ birthday }) => birthday?.year ?? null),
      people.map(({ phone }) => (phone ? shop.codes.seal(PHONE, phone).toString('hex') : null)),
      people.map(({ phone }) => (phone ? shop.codes.encrypt(phone).toString('hex') : null)),
      shop.language,
      now,
      source,
    ],
  );
  if (written.length < people.length) throw new Overtaken();
  await addAddresses(
    tx,
    people.map(({ id, addresses }) => ({ customerId: id, addresses })),
  );
}

/** Notes where people can be found. Nobody was heard there yet, so that nobody is written to. */
export async function addAddresses(
  { db, now, shop }: Tx,
  people: readonly { customerId: string; addresses: Who['addresses'] }[],
): Promise<void> {
  const all = people.flatMap(({ customerId, addresses }) => addresses.map((one) => ({ customerId, ...one })));
  if (all.length === 0) return;
  const written = await db.query(
    `insert into identity (customer_id, channel, address, language, reachable, created_at)
     select id, channel, address, $4, false, $5 from unnest($1::uuid[], $2::text[], $3::text[]) as n (id, channel, address)
     on conflict do nothing returning id`,
    [
      all.map(({ customerId }) => customerId),
      textList(all.map(({ channel }) => channel)),
      textList(all.map(({ address }) => address)),
      shop.language,
      now,
    ],
  );
  if (written.length < all.length) throw new Overtaken();
}

/** Newcomers of the strangers that are told apart: each with an id, and with every proof that its rows name. */
export function newcomersOf(tx: Pick<Tx, 'now'>, strangers: readonly Who[], firsts: readonly (number | 'two')[]) {
  const ids = new Map<number, Newcomer>();
  firsts.forEach((first, at) => {
    if (first === 'two') return;
    const who = strangers[at]!;
    const one = ids.get(first) ?? { ...who, id: newId(tx.now.getTime()), addresses: [] };
    one.phone ??= who.phone;
    one.name ??= who.name;
    const has = new Set(one.addresses.map(({ channel, address }) => `${channel}:${address}`));
    one.addresses.push(...who.addresses.filter(({ channel, address }) => !has.has(`${channel}:${address}`)));
    ids.set(first, one);
  });
  return ids;
}
