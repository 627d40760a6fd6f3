import { preferredFirst } from '../customers/choose-channel.ts';
import type { Compiled } from '../segments/compiled.ts';
import { peopleOf } from '../segments/segment-people.ts';
import type { Tx } from '../transaction.ts';
import { languages } from '../words/index.ts';
import type { Plan } from './plan.ts';

/**
 * `select id, customer_id, channel, language, zone, variant`: who gets a broadcast. Joined, agreed to marketing, meant by
 * the plan, and reachable on an open channel; each person once, on the channel they prefer, else where they were last heard. Its
 * parameters start at `$1`.
 */
export async function audienceOf(tx: Tx, plan: Plan, open: readonly string[]): Promise<Compiled> {
  const values: unknown[] = [open, languages, tx.shop.language];
  const joins: string[] = [];
  const join = async (how: string, segment: string, alias: string) => {
    const who = await peopleOf(tx, segment, values.length + 1);
    values.push(...who.values);
    joins.push(`${how} (${who.sql}) ${alias} on ${alias}.customer_id = c.id`);
  };
  if (plan.segment) await join('join', plan.segment, 'meant');
  for (const [at, { segment }] of plan.variants.entries()) await join('left join', segment, `v${at + 1}`);
  const variant = plan.variants.map((_, at) => `when v${at + 1}.customer_id is not null then ${at + 1}`);
  const some = plan.variants.map((_, at) => `v${at + 1}.customer_id is not null`);
  return {
    values,
    sql: `
  select distinct on (c.id) i.id, c.id as customer_id, i.channel,
    case when c.language = any($2::text[]) then c.language else $3 end as language, c.zone,
    ${variant.length > 0 ? `case ${variant.join(' ')} else 0 end` : '0'} as variant
  from customer c join identity i on i.customer_id = c.id and i.reachable and i.channel = any($1::text[])
  ${joins.join('\n  ')}
  where c.joined_at is not null and c.marketing and c.merged_into is null
    ${plan.rest === 'nothing' ? `and (${some.join(' or ') || 'false'})` : ''}
  order by c.id, ${preferredFirst('c', 'i')}`,
  };
}
