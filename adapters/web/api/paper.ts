import { z } from 'zod';
import { issuePaper } from '../../../src/coupons/issue-paper.ts';
import { readHolder } from '../../../src/coupons/paper-holder.ts';
import { endpoint } from './endpoint.ts';
import { id, instant, iso } from './shapes.ts';

const issue = endpoint({
  method: 'post',
  path: '/paper',
  name: 'issuePaper',
  about:
    'Registers a coupon handed out on paper: its number is taken by /check and /redeem, and its holder becomes a customer.',
  scopes: ['redeem'],
  body: z.strictObject({
    campaign: z.string().min(1).max(40).describe('Ref or id of the campaign.'),
    number: z.string().min(1).max(60).describe('As it is printed; 5 to 20 letters and digits.'),
    holder: z.string().min(1).max(200).describe('Name, phone number, or both.'),
    date: z.iso.date().optional().describe('When it was handed out; today when left out.'),
  }),
  answer: z.strictObject({
    couponId: id,
    campaignId: id,
    number: z.string(),
    holder: z.string().describe('First letter and stars.'),
    validUntil: instant,
  }),
  status: 201,
  async run({ tx, by, body: { holder, ...what } }) {
    const done = await issuePaper(tx, by, { ...what, holder: readHolder(holder, tx.shop.currency) });
    const { facts, validUntil, ...told } = done;
    return { ...told, campaignId: facts.campaign.id, validUntil: iso(validUntil) };
  },
});

export const paperEndpoints = [issue];
