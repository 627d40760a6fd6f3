import { z } from 'zod';
import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';
import type { Plan } from './plan.ts';
import { changesSince, peopleMeant, whatIsAsked } from './what-is-asked.ts';

const digest = z.string().regex(/^[0-9a-f]{24}$/);

/** What somebody has seen of a broadcast before they start it, as far as it may have changed when they do. */
export const seenSchema = z.strictObject({
  at: z.iso.datetime({ offset: true }),
  people: z.int().min(0),
  worstMinor: z.int().min(0).nullable().describe('With a tenth more people; null: nothing bounds it.'),
  who: digest,
  terms: digest,
  said: digest,
});
export type Seen = z.output<typeof seenSchema>;

// There is no broadcast yet; it has no part in what is compared.
const NONE = '00000000-0000-0000-0000-000000000000';

/** What is to be compared when a plan that was looked at is carried out. */
export async function whatIsSeen(tx: Tx, campaignId: string, plan: Plan): Promise<Seen> {
  const about = { id: NONE, campaignId, plan };
  const { at, people, worstMinor, who, terms, said } = await whatIsAsked(tx, about, await peopleMeant(tx, plan));
  return { at, people, worstMinor, who, terms, said };
}

/** Refuses to start what is noticeably not as it was seen, by the measure of a second person's yes. */
export async function refuseChanged(tx: Tx, campaignId: string, plan: Plan, seen: Seen): Promise<void> {
  const asked = { mark: '', round: 1, changes: [], ...seen };
  const changes = await changesSince(tx, { id: NONE, campaignId, plan }, asked, await peopleMeant(tx, plan));
  if (changes.length > 0) throw new Refusal('broadcast-changed', { changes });
}
