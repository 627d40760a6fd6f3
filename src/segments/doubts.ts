import type { Tx } from '../transaction.ts';
import { near } from './near.ts';
import { type Condition, conditionsOf, type Rule } from './rule.ts';
import { fields, wordsOf } from './vocabulary.ts';

/** A name that occurs nowhere yet: perhaps it is mistyped, perhaps it is new. */
export interface Doubt {
  kind: 'bought' | 'product' | 'category' | 'tag' | 'city' | 'channel';
  name: string;
  /** What occurs and is written nearly so; of what is bought also words of the language of rules. */
  near: string[];
}

const MOST_KNOWN = 2_000;

/** What is looked for in a rule that nobody has bought, or is tagged with, or that no store is in. */
export async function doubtsOf(tx: Tx, rule: Rule): Promise<Doubt[]> {
  const doubts = new Map<string, Doubt>();
  for (const one of conditionsOf(rule)) {
    for (const [kind, name] of namesOf(one)) {
      const key = `${kind} ${name.toLowerCase()}`;
      if (doubts.has(key) || (await occurs(tx, kind, name))) continue;
      const words = kind === 'bought' ? wordsOf(...fields) : [];
      doubts.set(key, { kind, name, near: near(name, [...(await known(tx, kind)), ...words]) });
    }
  }
  return [...doubts.values()];
}

function namesOf(one: Condition): [Doubt['kind'], string][] {
  if ('name' in one) return [[one.field, one.name]];
  const { field } = one;
  return field === 'tag' || field === 'city' || field === 'channel' ? one.in.map((name) => [field, name]) : [];
}

const places: Record<Doubt['kind'], readonly [table: string, column: string][]> = {
  bought: [
    ['purchase_line', 'product'],
    ['purchase_line', 'category'],
  ],
  product: [['purchase_line', 'product']],
  category: [['purchase_line', 'category']],
  tag: [['customer_tag', 'tag']],
  city: [['store', 'city']],
  channel: [['identity', 'channel']],
};

async function occurs(tx: Tx, kind: Doubt['kind'], name: string): Promise<boolean> {
  const looks = places[kind].map(
    ([table, column]) => `exists (select from ${table} where lower(${column}) = lower($1) and ${column} is not null)`,
  );
  const [{ yes }] = await tx.db.query(`select ${looks.join(' or ')} as yes`, [name]);
  return yes;
}

/** Names that occur, by steps along the index where there is one: there may be millions of lines and a hundred names. */
async function known(tx: Tx, kind: Doubt['kind']): Promise<string[]> {
  const all: string[] = [];
  for (const [table, column] of places[kind]) {
    const next = (after: string) =>
      `(select lower(${column}) from ${table} where ${column} is not null ${after} order by lower(${column}) limit 1)`;
    const steps = `with recursive k (name) as (${next('')} union all
         select ${next(`and lower(${column}) > k.name`)} from k where k.name is not null)
       select name from k where name is not null limit ${MOST_KNOWN}`;
    const scan = `select distinct lower(${column}) as name from ${table} where ${column} is not null limit ${MOST_KNOWN}`;
    const rows: { name: string }[] = await tx.db.query(table === 'identity' || table === 'store' ? scan : steps);
    all.push(...rows.map(({ name }) => name));
  }
  return all;
}
