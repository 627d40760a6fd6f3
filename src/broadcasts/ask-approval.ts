import type { Broadcast } from '../../entities/broadcast.ts';
import { inLanguage } from '../campaigns/terms.ts';
import type { Message } from '../chat/channel.ts';
import { findClaimable } from '../coupons/claimable.ts';
import { post } from '../outbox/post.ts';
import type { Tx } from '../transaction.ts';
import type { Words } from '../words/index.ts';
import { marketingRules } from './marketing-rules.ts';
import type { Plan } from './plan.ts';
import { type Asked, type Change, changesSince, peopleMeant, whatIsAsked } from './what-is-asked.ts';

type Approved = Pick<Broadcast, 'id' | 'campaignId' | 'plan' | 'approval' | 'asked' | 'madeBy'>;

/**
 * How many people a plan reaches by variant, when they are so many that a second person has to agree; else undefined.
 * Nobody is asked where there is no second person who may approve.
 */
export async function needsApproval(tx: Tx, maker: string, plan: Plan): Promise<number[] | undefined> {
  const { approvalAbove } = await marketingRules(tx);
  if (approvalAbove === 0 || (await approvers(tx, maker)).length === 0) return undefined;
  const people = await peopleMeant(tx, plan);
  return people.reduce((all, one) => all + one, 0) > approvalAbove ? people : undefined;
}

/**
 * Why what is about to go to so many people is not what a second person agreed to; undefined when it is, or when nobody
 * has to agree. None: nobody was asked, for they were fewer.
 */
export async function outgrew(tx: Tx, broadcast: Approved, people: readonly number[]): Promise<Change[] | undefined> {
  const { approvalAbove } = await marketingRules(tx);
  if (approvalAbove === 0 || people.reduce((all, one) => all + one, 0) <= approvalAbove) return undefined;
  if ((await approvers(tx, broadcast.madeBy ?? '')).length === 0) return undefined;
  if (broadcast.approval !== 'given' || !broadcast.asked) return [];
  const changes = await changesSince(tx, broadcast, broadcast.asked as Asked, people);
  return changes.length > 0 ? changes : undefined;
}

/** Everybody who may approve what somebody else made. */
async function approvers(tx: Tx, maker: string): Promise<{ customer_id: string; language: string; staff: string }[]> {
  return tx.db.query(
    `select s.customer_id, c.language, 'staff:' || s.id as staff from staff s join customer c on c.id = s.customer_id
     where s.role in ('owner', 'marketer') and s.ended_at is null and 'staff:' || s.id <> $1 order by s.id`,
    [maker],
  );
}

/**
 * Asks all who may approve a broadcast, but its maker and whoever is being answered just now (`but`). What is asked has to
 * be written down with the broadcast by the caller, in the same breath. Its maker hears why when they are asked again.
 */
export async function askApproval(
  tx: Tx,
  { id, campaignId, plan, madeBy, asked: before }: Omit<Approved, 'approval'>,
  people: readonly number[],
  changes: Change[] = [],
  but?: string,
): Promise<Asked> {
  const asked = await whatIsAsked(tx, { id, campaignId, plan }, people, before as Asked | null, changes);
  const { campaign, terms } = (await findClaimable(tx.db, campaignId))!;
  for (const { customer_id: customerId, language, staff } of await approvers(tx, madeBy ?? '')) {
    if (staff === but) continue;
    const name = inLanguage(terms.name, language, tx.shop.language);
    await post(tx, customerId, {
      subject: `broadcast:${id}:approve:${customerId}:${asked.mark}`,
      class: 'notice',
      say: (t) => [askingCard(t, name, campaign.ref, asked)],
    });
  }
  if (changes.length > 0) await tellMaker(tx, { id, madeBy, mark: asked.mark, campaignId }, changes);
  return asked;
}

async function tellMaker(
  tx: Tx,
  { id, madeBy, mark, campaignId }: { id: string; madeBy: string | null; mark: string; campaignId: string },
  changes: Change[],
): Promise<void> {
  const [maker] = await tx.db.query(
    `select c.id, c.language from staff s join customer c on c.id = s.customer_id where 'staff:' || s.id = $1`,
    [madeBy],
  );
  if (!maker) return;
  const { campaign, terms } = (await findClaimable(tx.db, campaignId))!;
  const title = inLanguage(terms.name, maker.language, tx.shop.language);
  await post(tx, maker.id, {
    subject: `broadcast:${id}:waits:${mark}`,
    class: 'notice',
    say: (t) => [
      {
        title: t.broadcasts.titled(title),
        text: [t.approvals.waitsAgain(), ...changes.map((one) => t.approvals.change(one))].join('\n'),
        buttons: [{ label: t.broadcasts.takeBack(), says: `/broadcast ${campaign.ref} recall` }],
      },
    ],
  });
}

/** What somebody who may approve is shown: how many people, what it can cost, and why again. Its button says which question. */
export function askingCard(t: Words, name: string, ref: string, asked: Asked): Message {
  return {
    title: t.broadcasts.titled(name),
    text: askingLines(t, asked).join('\n'),
    buttons: [
      { label: t.audience.look(), says: `/broadcast ${ref} look` },
      { label: t.audience.approve(), says: `/broadcast ${ref} approve ${asked.mark}` },
    ],
  };
}

/** The same as lines. */
export function askingLines(t: Words, { people, worstMinor, changes }: Asked): string[] {
  const cost = worstMinor === null || worstMinor === 0 ? undefined : t.approvals.cost(worstMinor);
  return [
    ...(changes.length > 0 ? [t.approvals.again(), ...changes.map((one) => t.approvals.change(one)), ''] : []),
    t.audience.approveAsked(people),
    cost ?? (worstMinor === null ? t.broadcasts.worstUnbounded() : t.broadcasts.worst(0)),
  ];
}
