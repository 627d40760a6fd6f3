import { type Claimable, findClaimable } from '../coupons/claimable.ts';
import { peopleOf } from '../segments/segment-people.ts';
import { type Actor, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { audienceOf } from './audience.ts';
import { isPersonal } from './blanks.ts';
import { foreseeHeldBack, type HeldBack, type Leaves } from './foresee-held-back.ts';
import { type ForeseenUses, foreseeUses } from './foresee-uses.ts';
import { whyClosed } from './nothing-to-tell.ts';
import { EMPTY_PLAN, type Plan } from './plan.ts';
import { readNotes } from './read-notes.ts';
import { worstOfAll } from './worst-case.ts';

/** What a marketer should know before many people are told. */
export interface Preflight extends HeldBack {
  people: number;
  channels: { channel: string; people: number; minutes: number; quota?: { left: number | null; at: Date } }[];
  /** How many get what, by the plan's variants; 0 is the broadcast's own campaign. */
  variants: { campaign: Claimable; people: number }[];
  /** True when people are told one by one, because their texts differ. */
  personal: boolean;
  /** Agreed to offers, but nowhere to be reached. */
  unreachable: number;
  optedOut: number;
  /** The most that the campaigns can still cost, in minor units; null when nothing bounds it. */
  worstMinor: number | null;
  /** How many will use what they are told of; null: cannot tell yet. */
  uses: ForeseenUses | null;
}

interface Group {
  channel: string;
  zone: string | null;
  variant: number;
  people: number;
}

/** Counts who would be told, how long it takes and what it may cost. It writes nothing. */
export async function preflight(
  tx: Tx,
  by: Actor,
  claimable: Claimable,
  plan: Plan = EMPTY_PLAN,
  leaves: Leaves = {},
): Promise<Preflight> {
  authorise(by, 'publish');
  const notes = await readNotes(tx);
  const open = [...notes.keys()];
  const audience = await audienceOf(tx, plan, open);
  const groups: Group[] = await tx.db.query(
    `select channel, zone, variant, count(*)::int as people from (${audience.sql}) a group by channel, zone, variant`,
    audience.values,
  );
  const people = sum(groups);
  const personal = [plan, ...plan.variants].map(({ texts }) => isPersonal(texts));
  const channels = open
    .map((channel) => {
      const here = groups.filter((group) => group.channel === channel);
      const { abilities, quota } = notes.get(channel)!;
      const calls = here.reduce((all, one) => all + one.people / (personal[one.variant] ? 1 : abilities.many), 0);
      return {
        channel,
        people: sum(here),
        minutes: Math.ceil(calls / abilities.pace / 60),
        ...(quota ? { quota } : {}),
      };
    })
    .filter((channel) => channel.people > 0);
  const variants: Preflight['variants'] = [];
  for (const [at, id] of [claimable.campaign.id, ...plan.variants.map(({ campaign }) => campaign)].entries()) {
    const campaign = at === 0 ? claimable : (await findClaimable(tx.db, id))!;
    variants.push({ campaign, people: sum(groups.filter(({ variant }) => variant === at)) });
  }
  const over = [...variants.keys()].filter(
    (at) => at > 0 && whyClosed(variants[at]!.campaign.campaign, leaves.sendAt ?? tx.now),
  );
  const back = await foreseeHeldBack(tx, claimable.campaign.id, audience, people, over, leaves);
  const told = people === 0 ? 0 : Math.max(0, people - back.capped - back.holdout - back.ended) / people;
  return {
    people,
    channels,
    variants,
    personal: personal.some(Boolean),
    ...(await others(tx, plan, people)),
    worstMinor: worstOfAll(variants.filter((_, at) => !over.includes(at))),
    uses: await foreseeUses(tx, audience, variants, told),
    ...back,
  };
}

const sum = (groups: { people: number }[]) => groups.reduce((all, { people }) => all + people, 0);

/** Of the people who are meant, those who are not told, and why. */
async function others(tx: Tx, plan: Plan, people: number): Promise<{ unreachable: number; optedOut: number }> {
  const values: unknown[] = [];
  const among = async (segment: string) => {
    const { sql, values: more } = await peopleOf(tx, segment, values.length + 1);
    values.push(...more);
    return `c.id in (select customer_id from (${sql}) m)`;
  };
  const meant = plan.segment ? [await among(plan.segment)] : [];
  const some: string[] = [];
  if (plan.rest === 'nothing') for (const { segment } of plan.variants) some.push(await among(segment));
  if (plan.rest === 'nothing') meant.push(`(${some.join(' or ') || 'false'})`);
  const [counts] = await tx.db.query(
    `select count(*) filter (where c.marketing)::int as agreed, count(*) filter (where not c.marketing)::int as opted_out
     from customer c where ${['c.joined_at is not null and c.merged_into is null', ...meant].join(' and ')}`,
    values,
  );
  return { unreachable: Math.max(0, counts.agreed - people), optedOut: counts.opted_out };
}
