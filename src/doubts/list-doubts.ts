import { phoneEnd } from '../customers/masks.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import type { Birthday, DoubtKind, DoubtReason } from './rules.ts';

/** Somebody whom a doubt is about. */
export interface Doubted {
  id: string;
  name: string | null;
  birthday: Birthday | undefined;
  /** The last three digits. */
  phone: string | undefined;
  /** Where they write, or their numbers in other systems. */
  channels: string[];
  lastAt: Date | null;
  purchases: number;
}

export interface OpenDoubt {
  id: string;
  kind: DoubtKind;
  reason: DoubtReason;
  foundAt: Date;
  one: Doubted;
  /** Who is likely the same person. */
  other: Doubted | undefined;
}

/** What may be wrong and nobody has settled, likely doubles first, then the oldest first; and how much there is of it. */
export async function listDoubts(
  tx: Tx,
  by: Actor,
  { kind, page = 1, size }: { kind?: DoubtKind; page?: number; size: number },
): Promise<{ doubts: OpenDoubt[]; total: number }> {
  authorise(by, 'mend-customers');
  const rows = await tx.db.query(
    `${OPEN} and ($2::text is null or d.kind = $2)
     order by array_position(array['twins', 'birthday', 'phone'], d.kind), d.found_at, d.id limit $3 offset $4`,
    [null, kind ?? null, size, (page - 1) * size],
  );
  return { doubts: rows.map((row: Row) => read(tx, row)), total: rows[0]?.total ?? 0 };
}

/** One of them; refuses one that is settled, mended or nobody's. */
export async function openDoubt(tx: Tx, by: Actor, id: string): Promise<OpenDoubt> {
  authorise(by, 'mend-customers');
  const [row] = await tx.db.query(OPEN, [id]);
  if (!row) throw new Refusal('doubt-gone');
  return read(tx, row);
}

/** How many wait to be looked at. */
export async function countDoubts(tx: Tx, by: Actor): Promise<number> {
  authorise(by, 'mend-customers');
  const [{ n }] = await tx.db.query(`select count(*)::int as n from (${OPEN}) d`, [null]);
  return n;
}

/** People by their ids, in that order. */
export async function peopleById(tx: Tx, by: Actor, ids: readonly string[]): Promise<Doubted[]> {
  authorise(by, 'mend-customers');
  const rows: { one: Person }[] = await tx.db.query(
    `select ${person('w.id')} as one from unnest($1::uuid[]) with ordinality w (id, nth) order by nth`,
    [ids],
  );
  return rows.map(({ one }) => personOf(tx, one));
}

type Person = Omit<Doubted, 'birthday' | 'phone' | 'lastAt'> & {
  mmdd: number | null;
  year: number | null;
  phone: string | null;
  lastAt: string | null;
};
type Row = Omit<OpenDoubt, 'one' | 'other'> & { one: Person; other: Person | null; total: number };

function read(tx: Tx, { total: _, one, other, ...rest }: Row): OpenDoubt {
  return { ...rest, one: personOf(tx, one), other: other ? personOf(tx, other) : undefined };
}

const personOf = (tx: Tx, { mmdd, year, phone, lastAt, ...rest }: Person): Doubted => ({
  ...rest,
  birthday: mmdd === null ? undefined : { mmdd, year },
  phone: phoneEnd(tx.shop, phone === null ? null : Buffer.from(phone, 'base64')),
  lastAt: lastAt === null ? null : new Date(lastAt),
});

const person = (
  c: string,
) => `(select jsonb_build_object('id', p.id, 'name', p.name, 'mmdd', p.birth_mmdd, 'year', p.birth_year,
    'phone', encode(p.phone_sealed, 'base64'), 'lastAt', s.last_at, 'purchases', coalesce(s.purchases, 0),
    'channels', array(select distinct i.channel from identity i where i.customer_id = p.id order by 1))
  from customer p left join customer_stats s on s.customer_id = p.id where p.id = ${c})`;

const OPEN = `
select d.id, d.kind, d.reason, d.found_at as "foundAt", ${person('d.customer_id')} as one, ${person('d.other_id')} as other,
  count(*) over ()::int as total
from doubt d join customer a on a.id = d.customer_id left join customer b on b.id = d.other_id
where d.settled_at is null and a.merged_into is null and b.merged_into is null and ($1::uuid is null or d.id = $1)`;
