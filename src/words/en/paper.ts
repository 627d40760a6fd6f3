import type { Format } from '../format.ts';

/** Coupons that are handed out on paper. */
export const paper = () => ({
  how: () =>
    `Send the campaign, the number on the paper and who holds it, perhaps with the day it was handed out: LATTE 000123 Mali 0912-345-678 2026-12-01`,
  done: (number: string, holder: string) => `Paper coupon no. ${number} is registered for ${holder}.`,
  use: (number: string) => `It is used by its number: /redeem ${number}`,
  check: () => `Check`,
  next: () => `Next paper coupon`,
});

export const paperRefusals = (f: Format) => ({
  'paper-number': (facts: { typed: string }) =>
    `“${facts.typed}” cannot be the number of a paper coupon. It needs 5 to 20 letters and digits; put the campaign before a short one, such as LATTE-123.`,
  'paper-holder': (facts: { typed: string }) =>
    `I cannot read who “${facts.typed}” is. Send a name, a whole phone number, or both after the number of the coupon.`,
  'paper-date': (facts: { typed: string; today: string }) =>
    `${facts.typed} cannot be the day it was handed out. Send a day of the last year like ${facts.today}, or leave it out for today.`,
  'paper-taken': (facts: { number: string; at: Date; now: Date }) =>
    `No. ${facts.number} is registered already, since ${f.dateTime(facts.at, facts.now)}. Check the number; if another campaign has the same ones, put its name before, such as LATTE-${facts.number}.`,
  'paper-limit': (facts: { limit: number }) =>
    `This person has had ${facts.limit === 1 ? `the one coupon` : `all ${f.number(facts.limit)} coupons`} that one person may have of it. Choose another campaign for them.`,
  'paper-over': (facts: { until: Date; now: Date }) =>
    `A coupon of that day was good until ${f.dateTime(facts.until, facts.now)} only. Check the day; today is meant when you leave it out.`,
  'paper-gone': (facts: { name: string }) =>
    `“${facts.name}” is all gone, so this one cannot be registered. Whoever runs the campaign can add to its stock.`,
});
