import { MOST_TAGS } from '../customers/tags.ts';
import { textList } from '../lib/pg-list.ts';
import { addAddresses } from './create-people.ts';
import { Fault } from './fault.ts';
import { PHONE } from './find-people.ts';
import type { Batch } from './group.ts';
import type { Birthday, Said } from './read-customer.ts';
import type { Who } from './read-who.ts';

/** What a file adds to what is known of a customer. */
interface Gap {
  id: string;
  name: string | null;
  birthday: Birthday | null;
  phone: string | null;
  addresses: Who['addresses'];
  tags: string[];
}

/** What is known of them so far; what an earlier row of the batch adds is known from then on. */
interface Known {
  id: string;
  name: string | null;
  born: number | null;
  /** Of the numbers that they and the accounts that were linked with them have proven. */
  seals: string[];
  addresses: string[];
  tags: string[];
}

/**
 * Fills in what is missing of customers who are known: what they or staff have said stays. Gives how many were changed,
 * and tells of each whom the file gives another phone number than the one they have.
 */
export async function fillGaps(
  batch: Batch,
  people: readonly { said: Said; id: string }[],
  refuse: (said: Said, fault: Fault) => void,
): Promise<{ changed: number; same: number }> {
  const known = await stateOf(batch, [...new Set(people.map(({ id }) => id))]);
  const gaps: Gap[] = [];
  for (const { said, id } of people) {
    const one = known.get(id)!;
    const gap = gapOf(batch, one, said);
    if (gap instanceof Fault) refuse(said, gap);
    else gaps.push(gap);
  }
  const full = gaps.filter(
    (gap) => gap.name || gap.birthday || gap.phone || gap.addresses.length + gap.tags.length > 0,
  );
  if (!batch.seen && full.length > 0) await write(batch, full);
  return { changed: full.length, same: gaps.length - full.length };
}

async function stateOf({ tx }: Batch, ids: string[]): Promise<Map<string, Known>> {
  if (ids.length === 0) return new Map();
  const rows: Known[] = await tx.db.query(
    `select c.id, c.name, c.birth_mmdd as born,
       array(with recursive account as (
         select c.id union select l.joined_id from account a join customer_link l on l.kept_id = a.id and l.undone_at is null
       ) select encode(p.phone_index, 'hex') from account join customer p using (id) where p.phone_index is not null) as seals,
       array(select channel || ':' || address from identity where customer_id = c.id) as addresses,
       array(select tag from customer_tag where customer_id = c.id) as tags
     from customer c where c.id = any($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** What is wrong when the file gives them another phone number, or more tags than anybody may have. */
function gapOf({ tx }: Batch, one: Known, { who, birthday, tags }: Said): Gap | Fault {
  const seal = who.phone ? tx.shop.codes.seal(PHONE, who.phone).toString('hex') : null;
  if (seal && one.seals.length > 0 && !one.seals.includes(seal)) return new Fault('phone', 'phone-other');
  const gap: Gap = {
    id: one.id,
    name: one.name ? null : (who.name ?? null),
    birthday: one.born ? null : (birthday ?? null),
    phone: one.seals.length > 0 ? null : (who.phone ?? null),
    addresses: who.addresses.filter(({ channel, address }) => !one.addresses.includes(`${channel}:${address}`)),
    tags: tags.filter((tag) => !one.tags.includes(tag)),
  };
  if (gap.tags.length > 0 && one.tags.length + gap.tags.length > MOST_TAGS)
    return new Fault('tags', 'tags-many', { most: MOST_TAGS });
  one.name ??= gap.name;
  one.born ??= gap.birthday?.mmdd ?? null;
  if (seal && one.seals.length === 0) one.seals.push(seal);
  one.addresses.push(...gap.addresses.map(({ channel, address }) => `${channel}:${address}`));
  one.tags.push(...gap.tags);
  return gap;
}

async function write(batch: Batch, gaps: readonly Gap[]): Promise<void> {
  const { tx } = batch;
  const { codes } = tx.shop;
  // Of several rows of one person each fills in something else: which is first makes no difference.
  for (const { id, name, birthday, phone } of gaps) {
    if (!name && !birthday && !phone) continue;
    await tx.db.query(
      `update customer set name = coalesce(name, $2), birth_year = case when birth_mmdd is null then $4 else birth_year end,
         birth_mmdd = coalesce(birth_mmdd, $3), phone_index = coalesce(phone_index, $5), phone_sealed = coalesce(phone_sealed, $6),
         sources = sources || jsonb_strip_nulls(jsonb_build_object('name', case when name is null and $2::text is not null then $7::text end,
           'birthday', case when birth_mmdd is null and $3::smallint is not null then $7::text end,
           'phone', case when phone_index is null and $5::bytea is not null then $7::text end))
       where id = $1`,
      [
        id,
        name,
        birthday?.mmdd ?? null,
        birthday?.year ?? null,
        phone && codes.seal(PHONE, phone),
        phone && codes.encrypt(phone),
        batch.name,
      ],
    );
  }
  await addAddresses(
    tx,
    gaps.map(({ id, addresses }) => ({ customerId: id, addresses })),
  );
  await addTags(batch, gaps);
}

/** Tags of people, signed by the import. */
export async function addTags({ tx, name }: Batch, people: readonly { id: string; tags: string[] }[]): Promise<void> {
  const all = people.flatMap(({ id, tags }) => tags.map((tag) => ({ id, tag })));
  if (all.length === 0) return;
  await tx.db.query(
    `insert into customer_tag (customer_id, tag, by, at) select id, tag, $3, $4 from unnest($1::uuid[], $2::text[]) as t (id, tag)
     on conflict do nothing`,
    [all.map(({ id }) => id), textList(all.map(({ tag }) => tag)), name, tx.now],
  );
}
