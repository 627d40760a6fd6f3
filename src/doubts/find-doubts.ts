import { civilDate } from '../lib/dates.ts';
import type { Tx } from '../transaction.ts';
import { type DoubtKind, type DoubtReason, doubtOfBirthday, doubtOfPhone, twinsAmong } from './rules.ts';

/** Everybody of whom a birthday or a number is known. */
export const KNOWN = `
select id, birth_mmdd as mmdd, birth_year as year, encode(phone_sealed, 'base64') as phone
from customer where merged_into is null and (birth_mmdd is not null or phone_sealed is not null)`;

/** People of one name, however it is spaced and in whatever width and case; a name of hundreds says nothing. */
export const NAMESAKES = `
select jsonb_agg(jsonb_build_object('id', id, 'mmdd', birth_mmdd, 'year', birth_year, 'phone', encode(phone_sealed, 'base64'))) as people
from customer where merged_into is null and length(name) > 1 and (birth_mmdd is not null or phone_sealed is not null)
group by lower(regexp_replace(normalize(name, NFKC), '\\s', '', 'g')) having count(*) between 2 and 200`;

/** Somebody as these queries give them. */
export interface Known {
  id: string;
  mmdd: number | null;
  year: number | null;
  phone: string | null;
}

interface Found {
  kind: DoubtKind;
  customerId: string;
  otherId: string | null;
  reason: DoubtReason;
}

/** Notes what is wrong with the birthdays and numbers of so many people, as found in the night that began at `night`. */
export async function doubtPeople(tx: Tx, people: readonly Known[], night: Date): Promise<void> {
  const today = civilDate(tx.now, tx.shop.zone);
  const found = people.flatMap(({ id, mmdd, year, phone }): Found[] => {
    const birthday = mmdd === null ? undefined : doubtOfBirthday({ mmdd, year }, today);
    const number = phone === null ? undefined : doubtOfPhone(opened(tx, phone));
    return [
      ...(birthday ? [{ kind: 'birthday' as const, customerId: id, otherId: null, reason: birthday }] : []),
      ...(number ? [{ kind: 'phone' as const, customerId: id, otherId: null, reason: number }] : []),
    ];
  });
  await note(tx, found, night);
}

/** Notes who of these namesakes are likely one person. Two who were parted by staff are two. */
export async function doubtNamesakes(tx: Tx, groups: readonly { people: Known[] }[], night: Date): Promise<void> {
  const twins = groups.flatMap(({ people }) =>
    twinsAmong(
      people.map(({ id, mmdd, year, phone }) => ({
        ...{ id, year, phone: phone === null ? undefined : opened(tx, phone) },
        ...(mmdd === null ? {} : { mmdd }),
      })),
    ),
  );
  if (twins.length === 0) return;
  const parted: { pair: string }[] = await tx.db.query(
    `select least(kept_id, joined_id) || ' ' || greatest(kept_id, joined_id) as pair from customer_link
     where undone_at is not null and joined_id = any($1::uuid[])`,
    [[...new Set(twins.flatMap(({ ids }) => ids))]],
  );
  const two = new Set(parted.map(({ pair }) => pair));
  const likely = twins.filter(({ ids }) => !two.has(ids.join(' ')));
  const found = likely.map(({ ids: [customerId, otherId], reason }) => ({
    ...{ kind: 'twins' as const, customerId, otherId, reason },
  }));
  await note(tx, found, night);
}

/** Forgets what was not found in that night: it is not so any more. */
export async function forgetDoubts(tx: Tx, night: Date): Promise<void> {
  await tx.db.query('delete from doubt where seen_at < $1', [night]);
}

const opened = (tx: Tx, sealed: string) => tx.shop.codes.decrypt(Buffer.from(sealed, 'base64'));

/** The same again stays as it is, settled or not; for another reason it is open again. */
async function note(tx: Tx, found: readonly Found[], night: Date): Promise<void> {
  if (found.length === 0) return;
  await tx.db.query(
    `insert into doubt as d (kind, customer_id, other_id, reason, found_at, seen_at)
     select kind, customer_id, other_id, reason, $5, $6
     from unnest($1::text[], $2::uuid[], $3::uuid[], $4::text[]) as f (kind, customer_id, other_id, reason)
     order by 1, 2, 3
     on conflict (kind, customer_id, other_id) do update set seen_at = greatest(d.seen_at, excluded.seen_at),
       reason = excluded.reason,
       settled_at = case when d.reason = excluded.reason then d.settled_at end,
       settled_by = case when d.reason = excluded.reason then d.settled_by end`,
    [
      found.map(({ kind }) => kind),
      found.map(({ customerId }) => customerId),
      found.map(({ otherId }) => otherId),
      found.map(({ reason }) => reason),
      ...[tx.now, night],
    ],
  );
}
