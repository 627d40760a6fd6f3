import type { Segment } from '../../entities/segment.ts';
import { phoneCell } from '../exports/readable.ts';
import { csvRow } from '../lib/csv-cells.ts';
import { plainAmount } from '../lib/money.ts';
import { maskName } from '../lib/plain-text.ts';
import { type Actor, actorName, authorise, may } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { becauseOf } from './because.ts';
import { inlineSegments, storedRule } from './inline-segments.ts';
import { peopleOf } from './segment-people.ts';
import { tellBecause } from './tell-because.ts';

const COLUMNS = [
  ...[
    'customer_id',
    'customer_name',
    'phone',
    'language',
    'joined',
    'last_visit',
    'visits',
    'spent',
    'points',
    'because',
  ],
] as const;

/** The first line of the file; a mark tells tables that it is UTF-8. */
export const segmentHeader = `\ufeff${csvRow(COLUMNS)}`;

interface Person {
  id: string;
  name: string | null;
  phone: string | null;
  language: string;
  joinedAt: Date;
  lastAt: Date | null;
  visits: number;
  spent: string;
  points: string;
}

/**
 * A page of who is in a segment now and why, as rows of CSV in the order of their ids; `next` is where the following one
 * begins. Whoever may export customers reads names and numbers whole, others as much as tells people apart. Each page is noted.
 */
export async function exportSegment(
  tx: Tx,
  by: Actor,
  segment: Pick<Segment, 'id' | 'name' | 'rule'>,
  { after, most, language }: { after?: string | undefined; most: number; language: string },
): Promise<{ csv: string; people: number; next: string | undefined }> {
  const whole = may(by, 'export');
  if (!whole) authorise(by, 'publish');
  const { sql, values } = await peopleOf(tx, segment.id, 3);
  const found: Person[] = await tx.db.query(
    `select c.id, c.name, encode(c.phone_sealed, 'base64') as phone, c.language, c.joined_at as "joinedAt",
       s.last_at as "lastAt", coalesce(s.purchases, 0)::int as visits, coalesce(s.spent_minor, 0) as spent,
       coalesce(a.balance, 0) as points
     from (select customer_id from (${sql}) p where $1::uuid is null or customer_id > $1 order by customer_id limit $2) p
     join customer c on c.id = p.customer_id left join customer_stats s on s.customer_id = c.id
     left join points_account a on a.customer_id = c.id order by c.id`,
    [after ?? null, most, ...values],
  );
  const why = await reasons(tx, segment, found, language);
  const rows = found.map((one) => csvRow([...cells(tx, one, whole), why(one.id)]));
  await tx.db.query('insert into audit (actor, act, subject, facts, at) values ($1, $2, $3, $4, $5)', [
    ...[actorName(by), 'export-segment', segment.id, { after: after ?? 'first', people: found.length, whole }, tx.now],
  ]);
  return { csv: rows.join(''), people: found.length, next: found.length < most ? undefined : found.at(-1)!.id };
}

function cells({ shop }: Tx, one: Person, whole: boolean): string[] {
  const digits = one.phone && shop.codes.decrypt(Buffer.from(one.phone, 'base64'));
  return [
    ...[one.id, whole ? (one.name ?? '') : maskName(one.name)],
    digits ? (whole ? phoneCell(digits) : `…${digits.slice(-3)}`) : '',
    ...[one.language, one.joinedAt.toISOString(), one.lastAt?.toISOString() ?? '', String(one.visits)],
    ...[plainAmount(Number(one.spent), shop.currency), String(one.points)],
  ];
}

/** Why each of them is in: the facts of the rule, or that somebody put them on the list. */
async function reasons(tx: Tx, { name, rule }: Pick<Segment, 'name' | 'rule'>, people: Person[], language: string) {
  const t = tx.shop.words(language);
  if (!rule) return () => t.segments.because.list([name]);
  if (people.length === 0) return () => '';
  const ids = people.map(({ id }) => id);
  const because = await becauseOf(tx, await inlineSegments(tx, storedRule(rule)), ids);
  const telling = { shop: tx.shop, t, language, now: tx.now };
  return (id: string) => t.segments.why(tellBecause(telling, because.get(id) ?? []));
}
