import type { Format } from '../format.ts';
import { reasons } from './segment-reasons.ts';
import { type Place, ruleReading } from './segment-rules.ts';

const people = (f: Format, count: number) => (count === 1 ? `1 person` : `${f.number(count)} people`);
const quoted = (names: string[]) => names.map((name) => `“${name}”`);

export const segments = (f: Format) => ({
  because: reasons(f),
  title: () => `Segments`,
  none: () =>
    `There is no segment yet. A segment says who is meant by a rule, such as “coffee >= 3 in 60 days and no visit in 21 days”.`,
  begin: () => `New segment`,
  all: () => `All segments`,
  list: () => `a list`,
  line: (name: string, rule: string) => `${name}\n${rule}`,
  card: (name: string) => `Segment: ${name}`,
  trial: () => `A rule to try`,
  count: (count: number) => (count === 0 ? `Nobody fits now.` : `${people(f, count)} now.`),
  listCount: (count: number) => (count === 0 ? `A list with nobody on it yet.` : `A list of ${people(f, count)}.`),
  some: () => `Some of them:`,
  sample: (masked: string, why: string) => (why ? `• ${masked}: ${why}` : `• ${masked}`),
  why: (facts: string[]) => facts.join(', '),
  doubt: (kind: string, name: string, near: string[]) => {
    const no: Record<string, string> = {
      tag: `Nobody has the tag “${name}” yet.`,
      city: `No store is in “${name}” yet.`,
      channel: `Nobody is on the channel “${name}”.`,
      category: `Nothing of the category “${name}” was ever bought.`,
    };
    const hint = near.length > 0 ? ` Did you mean ${f.list(quoted(near), 'or')}?` : '';
    return `${no[kind] ?? `“${name}” was never bought.`}${hint}`;
  },
  askName: () => `What do you want to call the segment?`,
  askRule: (name: string) =>
    `Who belongs to “${name}”? Send a rule, such as:\ncoffee >= 3 in 60 days and no visit in 21 days\nvalue high and birthday in 7 days\nslipping and not tag staff\nOr send “list” for a list that you fill from a file.`,
  askChange: (name: string, rule: string) =>
    `Who should belong to “${name}” from now on? So far:\n${rule}\nSend the new rule.`,
  made: (name: string) => `“${name}” is saved. Whoever fits the rule when it is used belongs to it.`,
  madeList: (name: string) =>
    `“${name}” is a list now. Import a file with the people in it, or send them over the API.`,
  changed: (name: string) => `“${name}” goes by the new rule from now on.`,
  change: () => `Change…`,
  export: () => `Export`,
  exported: (name: string, whole: boolean) =>
    `Who is in “${name}” and why, as a table. ${whole ? `Names and phone numbers stand in it: pass it on to nobody.` : `Names and phone numbers are masked for your role.`} The link is good for an hour.`,
  exportNowhere: () =>
    `A table needs a public address of the shop (PUBLIC_URL), or the chat on our page. The API gives it as well.`,
  retire: () => `Retire`,
  confirmRetire: (name: string) =>
    `Retire “${name}”? Nobody can choose it then. Messages that are being sent still go out.`,
  yesRetire: () => `Yes, retire it`,
  retired: (name: string) => `“${name}” is retired.`,
});

export const segmentRefusals = (f: Format) => ({
  ...ruleReading(f),
  'segment-unknown': (facts: { name: string; near: string | null } & Place) =>
    `There is no segment called “${facts.name}”. ${facts.near ? `Did you mean “${facts.near}”? ` : ''}See /segment for all of them.`,
  'segment-circle': (facts: { names: string[] }) =>
    `That goes round in a circle: ${quoted(facts.names).join(' → ')}. Take one out of the rule of the other.`,
  'segment-not-list': (facts: { name: string }) =>
    `“${facts.name}” goes by a rule, so nobody can be added to it. Make a list for that.`,
  'segment-is-list': (facts: { name: string }) =>
    `“${facts.name}” is a list and has no rule to change. Make a new segment for the rule.`,
  'segment-name': (facts: { most: number }) =>
    `A segment needs a name of 1 to ${f.number(facts.most)} letters, without a colon or quotes. Send another name.`,
  'segment-name-taken': (facts: { name: string }) =>
    `There is a segment called “${facts.name}” already. Choose another name, or change that one.`,
  'segment-in-use': (facts: { name: string; by: string[] }) =>
    `“${facts.name}” is used by ${f.list(quoted(facts.by))}. Change or stop that first.`,
});
