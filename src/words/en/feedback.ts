import type { Format } from '../format.ts';

export const feedback = (f: Format) => ({
  question: (store: string | null) => `How was it${store ? ` at ${store}` : ''}? One tap is enough.`,
  stars: (stars: number) => `${stars} ★`,
  thanks: (stars: number) =>
    stars > 3 ? `${drawn(stars)} Thank you, that makes our day!` : `${drawn(stars)} Thank you for telling us.`,
  sorry: (stars: number) => `${drawn(stars)} We are sorry. Somebody from our team has been told and will look at it.`,
  tellMore: () => `Would you like to tell us more? Just write it.`,
  allRight: () => `All right, thank you!`,
  skip: () => `No, thanks`,
  wordsKept: () => `Thank you, we have noted it.`,
  wordsPassedOn: () => `Thank you. We have passed your words on to the person who looks at it.`,
  title: (days: number) => `Feedback from the last ${f.number(days)} days`,
  titleOf: (what: string, days: number) => `${what}, the last ${f.number(days)} days`,
  none: () => `Nobody has said anything yet. Receipts ask by themselves.`,
  average: (average: number, count: number) =>
    `${f.number(average)} of 5 stars, from ${f.number(count)} ${count === 1 ? 'rating' : 'ratings'}`,
  row: (stars: number, count: number) => `${drawn(stars)} ${f.number(count)}`,
  response: (asked: number, answered: number) =>
    `Receipts that asked: ${f.number(asked)}, rated: ${f.number(answered)}`,
  group: (name: string, average: number, count: number) =>
    `${name}: ${f.number(average)} ★ (${f.number(count)} ${count === 1 ? 'rating' : 'ratings'})`,
  byStore: () => `By store`,
  byCampaign: () => `By campaign`,
  latest: () => `Latest words`,
  saying: (facts: { stars: number | null; customer: string; words: string; at: Date; now: Date }) =>
    [f.date(facts.at, facts.now), facts.stars === null ? '' : drawn(facts.stars), `${facts.customer}: “${facts.words}”`]
      .filter(Boolean)
      .join(' · '),
  surveyed: (asked: number, answered: number) =>
    `Why people stay away: ${f.number(asked)} asked, ${f.number(answered)} answered`,
  reasonCount: (reason: string, count: number) => `${reason}: ${f.number(count)}`,
  rules: (facts: { askDays: number; survey: boolean; offer: string | null; budget: number; left: number }) =>
    [
      facts.askDays === 0
        ? `Receipts ask nobody.`
        : `Receipts ask a person at most once in ${f.number(facts.askDays)} ${facts.askDays === 1 ? 'day' : 'days'}.`,
      facts.survey ? `People who slip away are asked why.` : `People who slip away are not asked why.`,
      facts.offer === null
        ? `No coupon is chosen for compensation.`
        : `Compensation is “${facts.offer}”: ${f.money(facts.left)} of ${f.money(facts.budget)} is left this month.`,
    ].join('\n'),
  rulesTitle: () => `Rules for feedback`,
  toRules: () => `Rules`,
  rulesHow: () =>
    `Change them with:\n/feedback ask 14 (0 asks nobody)\n/feedback survey on (or off)\n/feedback offer REF 3000 (a campaign, and what it may cost in a month)\n/feedback offer off`,
  surveyTitle: () => `We miss you at ${f.brand}`,
  survey: () => `It has been a while. What keeps you away? One tap helps us.`,
  reasons,
  surveyThanks: () => `Thank you for being honest. We hope to see you again.`,
});

/** Why somebody comes less often. */
const reasons = {
  price: 'Too expensive',
  taste: 'Not to my taste',
  far: 'Too far away',
  busy: 'No time lately',
};

/** `★★☆☆☆`. */
function drawn(stars: number): string {
  return '★'.repeat(stars) + '☆'.repeat(Math.max(0, 5 - stars));
}

export const feedbackRefusals = (f: Format) => ({
  'visit-unknown': () => `There is no visit of yours to rate. The question comes with the receipt of a coupon you use.`,
  'visit-undone': () =>
    `This use was taken back, so there is nothing to rate. You can still tell us something with /ask.`,
  'visit-long-ago': (facts: { days: number }) =>
    `You can rate a visit for ${f.number(facts.days)} days. For anything else, write to us with /ask.`,
  'rating-settled': (facts: { hours: number }) =>
    `Stars can be changed for ${f.number(facts.hours)} hours. Is there something else? Write to us with /ask.`,
  'ask-enough': (facts: { lines: number }) =>
    `We have your ${f.number(facts.lines)} messages and will answer. Please give us a little time.`,
  'ticket-unknown': () => `There is no such ticket, or it belongs to another store. See /tickets.`,
  'ticket-closed': (facts: { at: Date; now: Date }) =>
    `This ticket was closed on ${f.dateTime(facts.at, facts.now)}. See /tickets for those that are open.`,
  'ticket-taken': (facts: { name: string | null; until: Date }) =>
    `${facts.name ?? 'Somebody'} is answering this one. You can take it after ${f.time(facts.until)}, or when they leave it to others.`,
  'ticket-own': () => `This ticket is your own. Somebody else has to look at it.`,
  'ticket-unreachable': () =>
    `This customer cannot be reached on any channel any more. Close the ticket, or wait until they write again.`,
  'offer-unset': () =>
    `No coupon is chosen for compensation. An owner chooses one with a budget for each month, such as /feedback offer LATTE 3000.`,
  'offer-unbounded': () =>
    `Nothing limits what a coupon of this campaign costs. Choose a campaign with a discount limit, or of a fixed amount.`,
  'offer-done': () => `A coupon was given for this ticket already, and each ticket has one. Write an answer instead.`,
  'offer-held': (facts: { name: string }) =>
    `This customer holds “${facts.name}” already and has not used it. Write an answer instead.`,
  'offer-gone': (facts: { name: string }) =>
    `“${facts.name}” cannot be given to this customer: it is all gone or over, or they have had all that one person may have. An owner can choose another with /feedback offer.`,
  'offer-budget': (facts: { worstMinor: number; leftMinor: number }) =>
    `This coupon may cost ${f.money(facts.worstMinor)}, and ${f.money(Math.max(0, facts.leftMinor))} is left this month. An owner can raise the budget with /feedback offer.`,
  'survey-over': () => `This question is no longer open. You can always write to us with /ask.`,
  'rules-shape': () => `I cannot read that rule. See /feedback rules for what can be changed.`,
});
