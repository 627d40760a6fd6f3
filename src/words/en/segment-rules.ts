import type { Format } from '../format.ts';

/** Where a rule cannot be read on, and what could stand there. */
export interface Unreadable {
  /** The word, or null at the end. */
  said: string | null;
  /** Its place among the words, from 1. */
  nth: number;
  after: string | null;
  expected: Expected;
  near: string | null;
  /** Where it stands in the rule as it was sent, in UTF-16 units; both the same at the end. */
  from: number;
  to: number;
}

export type Expected =
  | 'condition'
  | 'comparison'
  | 'number'
  | 'amount'
  | 'days'
  | 'ago'
  | 'name'
  | 'joiner'
  | 'closing'
  | 'quote'
  | 'value'
  | 'behaviour'
  | 'birthday'
  | 'last'
  | 'rating';

const expected: Record<Expected, string> = {
  condition: `a condition was expected there, such as “visits >= 3 in 60 days” or “tier gold”`,
  comparison: `a comparison was expected there, such as “>= 3”`,
  number: `a whole number was expected there`,
  amount: `an amount was expected there, such as 300`,
  days: `a number of days was expected there, such as “in 60 days”`,
  ago: `a time was expected there, such as “> 30 days ago”`,
  name: `a name was expected there; put it in quotes when it has spaces`,
  joiner: `“and” or “or” was expected there, or the end`,
  closing: `a closing bracket was expected there`,
  quote: `the closing quote is missing`,
  value: `“high”, “mid” or “low” was expected there`,
  behaviour: `“active”, “slipping” or “lost” was expected there`,
  birthday: `“in 7 days”, “in month 3” or “this month” was expected there`,
  last: `“of last 3” was expected there`,
  rating: `a number from 1 to 5 was expected there`,
};

const what: Record<string, string> = { tier: 'tier', store: 'store', campaign: 'campaign', language: 'language' };

/** Where in the rule that was sent something stands, in UTF-16 units, when it was sent as a sentence. */
export interface Place {
  from?: number;
  to?: number;
}

/** What is said of a rule that cannot be read or looked up. */
export const ruleReading = (f: Format) => ({
  'rule-unreadable': (facts: Unreadable) => {
    const after = facts.after ? `after “${facts.after}”` : `at the beginning`;
    const where = facts.said
      ? `I cannot read “${facts.said}” (word ${f.number(facts.nth)}, ${after})`
      : `The rule ends too soon, ${after}`;
    return `${where}: ${expected[facts.expected] ?? expected.condition}.${facts.near ? ` Did you mean “${facts.near}”?` : ''}`;
  },
  'rule-too-much': (facts: { what: 'letters' | 'conditions' | 'depth' | 'names' | 'named'; most: number }) =>
    facts.what === 'named'
      ? `With the segments that it names, a rule may have at most ${f.number(facts.most)} conditions. Name fewer segments, or simpler ones.`
      : `The rule is too long: it may have at most ${f.number(facts.most)} ${{ letters: 'letters', conditions: 'conditions', depth: 'levels of brackets', names: 'names in one list' }[facts.what] ?? ''}. Make a segment of one part, and name that segment here.`,
  'rule-name-unknown': (facts: { what: string; name: string; known: string[]; near?: string | null } & Place) =>
    `There is no ${what[facts.what] ?? what.store} called “${facts.name}”.${facts.known.length > 0 ? ` Choose from ${f.list(facts.known, 'or')}.` : ` There is none yet; leave it out.`}`,
});
