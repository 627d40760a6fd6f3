import type { Format } from '../format.ts';

export const marketingRefusals = (f: Format) => ({
  'limit-too-low': (facts: { what: string; least: number }) =>
    `That is less than is used already. Set it to ${facts.what === 'budgetMinor' ? f.money(facts.least) : f.number(facts.least)} or more; to end claiming now, stop it.`,
  'revoke-reason-needed': () => `A reason is needed to take coupons back. Send why.`,
});
