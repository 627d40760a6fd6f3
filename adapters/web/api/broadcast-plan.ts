import { z } from 'zod';
import { MOST_VARIANTS, type Plan } from '../../../src/broadcasts/plan.ts';
import { readSendTime, typable } from '../../../src/broadcasts/read-send-time.ts';
import { findSegment } from '../../../src/segments/find-segment.ts';
import type { Tx } from '../../../src/transaction.ts';
import { languages } from '../../../src/words/index.ts';
import { campaignNamed } from './campaigns.ts';

const named = z.string().min(1).max(200);
const texts = z
  .partialRecord(z.enum(languages), z.string().min(1).max(2_000))
  .describe('Stands above the campaign, at most 500 letters a language; {name}, {points} and {tier} are filled in.');

/** A civil date and time by each customer's own clock, while offers may go out. */
export const wall = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2} (09|1\d|20):[0-5]\d$/)
  .refine((text) => z.iso.date().safeParse(text.slice(0, 10)).success, 'has to be a day of the calendar')
  .describe('Such as 2027-03-01 18:30, by the clock of each customer, from 09:00 to 20:59.');

/** As people say it in the chat: refused when it has passed, or is at night. */
export const when = z
  .strictObject({
    time: z.string().min(1).max(40).describe('Such as 18:30, the next one, or 2027-03-01 18:30.'),
    clock: z.enum(['shop', 'customer']).default('shop').describe('Whose clock shows it then.'),
  })
  .optional()
  .describe('When it goes out; in a minute when missing.');

/** When a broadcast is to go out. Refuses what cannot be read, has passed, or is at night. */
export function readWhen({ now, shop }: Tx, given: z.output<typeof when>): { sendAt?: Date; wallAt?: string } {
  if (!given) return {};
  const at = readSendTime(given.time, now, shop.zone);
  return given.clock === 'customer' ? { wallAt: typable(at, shop.zone) } : { sendAt: at };
}

/** Whom a broadcast is for, and what they get. */
export const planFields = {
  campaign: z.string().min(1).max(40).describe('Ref or id of the campaign.'),
  segment: named.optional().describe('Name or id; everybody when missing.'),
  texts: texts.optional(),
  variants: z
    .array(z.strictObject({ segment: named, campaign: named, texts: texts.optional() }))
    .max(MOST_VARIANTS)
    .default([])
    .describe('Who gets another campaign: the first whose segment somebody is in.'),
  rest: z.enum(['own', 'nothing']).default('own').describe('What those get who are in none of them.'),
};

type Given = z.output<z.ZodObject<typeof planFields>>;

/** The plan with what its names stand for. */
export async function readPlan(
  tx: Tx,
  { segment, texts: own, variants, rest }: Omit<Given, 'campaign'>,
): Promise<Plan> {
  const read: Plan['variants'] = [];
  for (const one of variants) {
    const { campaign } = await campaignNamed(tx, one.campaign);
    const { id } = await findSegment(tx, one.segment);
    read.push({ segment: id, campaign: campaign.id, ...(one.texts ? { texts: one.texts } : {}) });
  }
  return {
    ...(segment ? { segment: (await findSegment(tx, segment)).id } : {}),
    ...(own ? { texts: own } : {}),
    variants: read,
    rest,
  };
}
