import type { Format } from '../format.ts';

export const marketingRefusals = (f: Format) => ({
  'limit-too-low': (facts: { what: string; least: number }) =>
    `That is less than is used already. Set it to ${facts.what === 'budgetMinor' ? f.money(facts.least) : f.number(facts.least)} or more; to end claiming now, stop it.`,
  'nothing-to-tell': (facts: { name: string; why: 'stopped' | 'over' | 'gone' }) =>
    `Nobody could claim “${facts.name}”: ${{ stopped: 'claiming is stopped', over: 'its time is over by then', gone: 'it is all gone' }[facts.why] ?? ''}. Change that in /campaigns first, then tell people.`,
  'revoke-reason-needed': () => `A reason is needed to take coupons back. Send why.`,
});
