import { isDeepStrictEqual } from 'node:util';
import { Broadcast } from '../../entities/broadcast.ts';
import { inLanguage } from '../campaigns/terms.ts';
import { findClaimable } from '../coupons/claimable.ts';
import { post } from '../outbox/post.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, actorName, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { audienceOf } from './audience.ts';
import { describeAudience } from './describe-audience.ts';
import { marketingRules } from './marketing-rules.ts';
import { noteAct } from './note-act.ts';
import { type Plan, storedPlan } from './plan.ts';
import { readNotes } from './read-notes.ts';
import { lockBroadcast } from './stop-broadcast.ts';

/** Time to take a broadcast back that was approved after its own time. */
const GRACE_MS = 60_000;

/**
 * How many people a plan reaches, when they are so many that a second person has to agree; else undefined. Nobody is
 * asked where there is no second person who may approve.
 */
export async function needsApproval(tx: Tx, maker: string, plan: Plan): Promise<number | undefined> {
  const { approvalAbove } = await marketingRules(tx);
  if (approvalAbove === 0 || (await approvers(tx, maker)).length === 0) return undefined;
  const people = await peopleMeant(tx, plan);
  return people > approvalAbove ? people : undefined;
}

async function peopleMeant(tx: Tx, plan: Plan): Promise<number> {
  const audience = await audienceOf(tx, plan, [...(await readNotes(tx)).keys()]);
  const [{ people }] = await tx.db.query(`select count(*)::int as people from (${audience.sql}) a`, audience.values);
  return people;
}

/**
 * True when what is about to go to so many people is not what a second person agreed to: nobody was asked, for they were
 * fewer; a segment or the terms have changed; or they have become more by over a tenth.
 */
export async function outgrew(
  tx: Tx,
  { madeBy, ...broadcast }: Pick<Broadcast, 'campaignId' | 'plan' | 'approval' | 'audience' | 'madeBy'>,
  people: number,
): Promise<boolean> {
  const { approvalAbove } = await marketingRules(tx);
  if (approvalAbove === 0 || people <= approvalAbove) return false;
  if ((await approvers(tx, madeBy ?? '')).length === 0) return false;
  if (broadcast.approval !== 'given' || !broadcast.audience) return true;
  const { people: agreed, ...asked } = broadcast.audience as { people: number };
  return (
    people > agreed * 1.1 || !isDeepStrictEqual(asked, JSON.parse(JSON.stringify(await whatIsAsked(tx, broadcast))))
  );
}

/** What somebody agrees to: so many people, the rules that say which, and the terms they are told of. */
export async function whatIsAsked(tx: Tx, { campaignId, plan: json }: Pick<Broadcast, 'campaignId' | 'plan'>) {
  const plan = storedPlan(json);
  const campaigns = [campaignId, ...plan.variants.map(({ campaign }) => campaign)];
  const terms: string[] = [];
  for (const id of campaigns) terms.push(`${id} ${(await findClaimable(tx.db, id))?.campaign.termsVersion}`);
  const segments = (await describeAudience(tx, plan)).sort((one, other) => (one.id < other.id ? -1 : 1));
  return { segments, terms };
}

/** Everybody who may approve what somebody else made. */
async function approvers(tx: Tx, maker: string): Promise<{ customer_id: string; language: string }[]> {
  return tx.db.query(
    `select s.customer_id, c.language from staff s join customer c on c.id = s.customer_id
     where s.role in ('owner', 'marketer') and s.ended_at is null and 'staff:' || s.id <> $1 order by s.id`,
    [maker],
  );
}

/** Asks all who may approve a broadcast, but its maker; `again` when it is no longer what was agreed to. */
export async function askApproval(
  tx: Tx,
  { id, campaignId, madeBy }: Pick<Broadcast, 'id' | 'campaignId' | 'madeBy'>,
  people: number,
  again = false,
): Promise<void> {
  const { campaign, terms } = (await findClaimable(tx.db, campaignId))!;
  for (const { customer_id: customerId, language } of await approvers(tx, madeBy ?? '')) {
    const name = inLanguage(terms.name, language, tx.shop.language);
    await post(tx, customerId, {
      subject: `broadcast:${id}:approve:${customerId}${again ? `:${tx.now.getTime()}` : ''}`,
      class: 'notice',
      say: (t) => [
        {
          title: t.broadcasts.titled(name),
          text: t.audience.approveAsked(people),
          buttons: [
            { label: t.audience.look(), says: `/broadcast ${campaign.ref} look` },
            { label: t.audience.approve(), says: `/broadcast ${campaign.ref} approve` },
          ],
        },
      ],
    });
  }
}

/** Agrees to what somebody else made; after its time it goes out in a minute. The maker is refused. */
export async function approveBroadcast(tx: Tx, by: Actor, id: string): Promise<Broadcast> {
  authorise(by, 'approve');
  const broadcast = await lockBroadcast(tx, id);
  if (broadcast.approval !== 'asked' || broadcast.state !== 'waiting') return broadcast;
  if (broadcast.madeBy === actorName(by)) throw new Refusal('approval-own');
  const sendAt = new Date(Math.max(broadcast.sendAt.getTime(), tx.now.getTime() + GRACE_MS));
  const approved = { approval: 'given', approvedBy: actorName(by), approvedAt: tx.now, sendAt } as const;
  // Until it is frozen, `audience` keeps what was agreed to.
  const agreed = { people: await peopleMeant(tx, storedPlan(broadcast.plan)), ...(await whatIsAsked(tx, broadcast)) };
  await tx.db.update(Broadcast, { id }, { ...approved, audience: agreed as object });
  await noteAct(tx, by, 'approve-broadcast', id);
  return { ...broadcast, ...approved };
}
