import { createHash } from 'node:crypto';
import type { Broadcast } from '../../entities/broadcast.ts';
import { findClaimable } from '../coupons/claimable.ts';
import { inlineSegments, storedRule } from '../segments/inline-segments.ts';
import type { Tx } from '../transaction.ts';
import { audienceOf } from './audience.ts';
import { freezeMessages } from './broadcast-message.ts';
import { describeAudience } from './describe-audience.ts';
import { type Plan, storedPlan } from './plan.ts';
import { readNotes } from './read-notes.ts';
import { worstOfAll } from './worst-case.ts';

/** What a second person is asked about, as it is kept with the broadcast until they answer. */
export interface Asked {
  /** Names this very question: a button of an earlier one agrees to nothing. */
  mark: string;
  /** How often they were asked, this time included. */
  round: number;
  /** The messages were drawn as of this instant. */
  at: string;
  people: number;
  /** The most it can cost, in minor units, when up to a tenth more people are told; null when nothing bounds it. */
  worstMinor: number | null;
  /** Digests: the rules that say who, the terms of the campaigns, and the messages in all languages. */
  who: string;
  terms: string;
  said: string;
  /** Why they are asked again. */
  changes: Change[];
}

/** One thing that is not as it was when somebody was asked. */
export type Change =
  | { what: 'people'; was: number; is: number }
  | { what: 'cost'; was: number; is: number | null }
  | { what: 'who' | 'terms' | 'said' };

type About = Pick<Broadcast, 'id' | 'campaignId' | 'plan'>;

/** How many people get each variant of a plan if it went out now; the first is the campaign's own. */
export async function peopleMeant(tx: Tx, plan: Plan): Promise<number[]> {
  const audience = await audienceOf(tx, plan, [...(await readNotes(tx)).keys()]);
  const rows: { variant: number; people: number }[] = await tx.db.query(
    `select variant, count(*)::int as people from (${audience.sql}) a group by variant`,
    audience.values,
  );
  return [0, ...plan.variants].map((_, at) => rows.find(({ variant }) => variant === at)?.people ?? 0);
}

/** Puts down what is asked now; `before` is what was asked until now. */
export async function whatIsAsked(
  tx: Tx,
  about: About,
  people: readonly number[],
  before?: Asked | null,
  changes: Change[] = [],
): Promise<Asked> {
  const round = (before?.round ?? 0) + 1;
  const content = await contentOf(tx, about, tx.now);
  const asked = {
    round,
    people: sum(people),
    worstMinor: await worstFor(
      tx,
      about,
      people.map((count) => Math.ceil(count * 1.1)),
    ),
    ...content,
  };
  // Without the instant: asked once more after a crash, it is the same question.
  const mark = digest([about.id, asked]).slice(0, 8);
  return { mark, at: tx.now.toISOString(), changes, ...asked };
}

/** What is not as somebody was asked: over a tenth more people, a higher worst case, or any other content. */
export async function changesSince(tx: Tx, about: About, asked: Asked, people: readonly number[]): Promise<Change[]> {
  const is = sum(people);
  const worst = await worstFor(tx, about, people);
  const { who, terms, said } = await contentOf(tx, about, new Date(asked.at));
  const changes: Change[] = [];
  if (is > asked.people * 1.1) changes.push({ what: 'people', was: asked.people, is });
  if (asked.worstMinor !== null && (worst === null || worst > asked.worstMinor))
    changes.push({ what: 'cost', was: asked.worstMinor, is: worst });
  if (who !== asked.who) changes.push({ what: 'who' });
  if (terms !== asked.terms) changes.push({ what: 'terms' });
  else if (said !== asked.said) changes.push({ what: 'said' });
  return changes;
}

async function worstFor(tx: Tx, { campaignId, plan }: About, people: readonly number[]): Promise<number | null> {
  const variants = [];
  for (const [at, id] of campaignsOf(campaignId, storedPlan(plan)).entries())
    variants.push({ campaign: (await findClaimable(tx.db, id))!, people: people[at] ?? 0 });
  return worstOfAll(variants);
}

async function contentOf(tx: Tx, { campaignId, plan: json }: About, at: Date) {
  const plan = storedPlan(json);
  const terms: string[] = [];
  for (const id of campaignsOf(campaignId, plan))
    terms.push(`${id} ${(await findClaimable(tx.db, id))!.campaign.termsVersion}`);
  // A name is not who: only the rules count, with those of the segments that they name.
  const rules = [];
  for (const { id, rule } of await describeAudience(tx, plan))
    rules.push([id, rule ? await wholeRule(tx, rule) : null]);
  const messages = await freezeMessages({ ...tx, now: at }, campaignId, plan);
  return {
    who: digest([plan.segment, plan.variants.map(({ segment }) => segment), plan.rest, rules.sort()]),
    terms: digest(terms),
    said: digest(messages),
  };
}

const wholeRule = async (tx: Tx, rule: unknown) => inlineSegments(tx, storedRule(rule)).catch(() => rule);

const campaignsOf = (own: string, { variants }: Plan) => [own, ...variants.map(({ campaign }) => campaign)];
const sum = (counts: readonly number[]) => counts.reduce((all, one) => all + one, 0);
const digest = (what: unknown) => createHash('sha256').update(JSON.stringify(what)).digest('hex').slice(0, 24);
