import { z } from 'zod';
import { type Change, changeTerms } from '../../../src/campaigns/change-terms.ts';
import { countCoupons } from '../../../src/campaigns/desk-card.ts';
import { resumeClaiming } from '../../../src/campaigns/resume-claiming.ts';
import { revokeIssued } from '../../../src/campaigns/revoke-issued.ts';
import { stopClaiming } from '../../../src/campaigns/stop-claiming.ts';
import { campaignSchema, termsSchema } from '../../../src/campaigns/terms.ts';
import type { Tx } from '../../../src/transaction.ts';
import type { Words } from '../../../src/words/index.ts';
import { campaign, viewOf } from './campaign-view.ts';
import { atLength, atLengthOf, type Reader } from './campaign-words.ts';
import { byRef, campaignNamed } from './campaigns.ts';
import { endpoint } from './endpoint.ts';

// Terms that go together are checked as a whole once the change is in.
const terms = z.strictObject(
  Object.fromEntries(Object.entries(termsSchema.shape).map(([name, one]) => [name, one.nullable().optional()])),
);
const limits = campaignSchema.shape;
const turned = atLength.extend({ said: z.string().describe('What came of it, in the language of Accept-Language.') });
const change = z
  .strictObject({
    terms: terms.optional(),
    stock: limits.stock.unwrap().optional(),
    perCustomer: limits.perCustomer.unwrap().optional(),
    perDay: limits.perDay.unwrap().optional(),
    budgetMinor: limits.budgetMinor.unwrap().optional(),
    giftStock: limits.giftStock.unwrap().optional(),
    claimFrom: limits.claimFrom,
    claimUntil: limits.claimUntil.unwrap().optional(),
  })
  .describe('What is to be different; null takes a condition or a limit away.');

const patch = endpoint({
  method: 'patch',
  path: '/campaigns/{ref}',
  name: 'changeCampaign',
  about: 'Changes terms or limits from now on. Coupons that people hold keep the terms they were claimed under.',
  scopes: ['campaigns'],
  params: byRef,
  body: change,
  answer: campaign,
  async run({ tx, by, params, body }) {
    const { campaign: found } = await campaignNamed(tx, params.ref);
    await changeTerms(tx, by, found.id, body as Change);
    return viewOf(await campaignNamed(tx, found.id));
  },
});

const stop = endpoint({
  method: 'post',
  path: '/campaigns/{ref}/stop',
  name: 'stopClaiming',
  about: 'Nobody can claim any more; coupons that people hold stay valid.',
  scopes: ['campaigns'],
  params: byRef,
  answer: turned,
  async run({ tx, by, params, language }) {
    const { campaign: found } = await campaignNamed(tx, params.ref);
    await stopClaiming(tx, by, found.id);
    const { open } = await countCoupons(tx, found.id);
    return told(tx, found.id, { by, language }, (t, name) => t.marketing.stopped(name, open));
  },
});

const resume = endpoint({
  method: 'post',
  path: '/campaigns/{ref}/resume',
  name: 'resumeClaiming',
  about: 'Lets people claim again after a stop.',
  scopes: ['campaigns'],
  params: byRef,
  answer: turned,
  async run({ tx, by, params, language }) {
    const { campaign: found } = await campaignNamed(tx, params.ref);
    await resumeClaiming(tx, by, found.id);
    return told(tx, found.id, { by, language }, (t, name) => t.marketing.resumed(name));
  },
});

/** The campaign as it is now, with what came of the act. */
async function told(tx: Tx, id: string, reader: Reader, say: (t: Words, name: string) => string) {
  const whole = await atLengthOf(tx, await campaignNamed(tx, id), reader);
  return { ...whole, said: say(tx.shop.words(reader.language), whole.called) };
}

const revoke = endpoint({
  method: 'post',
  path: '/campaigns/{ref}/revoke',
  name: 'revokeIssued',
  about: 'Takes back every coupon that could still be used and tells the holders. Claiming goes on unless stopped.',
  scopes: ['campaigns'],
  params: byRef,
  body: z.strictObject({ reason: z.string().trim().min(1).max(300) }),
  answer: z.strictObject({ revoked: z.int().min(0) }),
  async run({ tx, by, params, body }) {
    const { campaign: found } = await campaignNamed(tx, params.ref);
    return { revoked: await revokeIssued(tx, by, found.id, body.reason) };
  },
});

export const campaignChangeEndpoints = [patch, stop, resume, revoke];
