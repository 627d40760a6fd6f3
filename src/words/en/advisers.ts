import type { Format } from '../format.ts';

/** A member of the staff who looks after the customers of a tier; a name may be unknown. */
export const advisers = (f: Format) => ({
  yours: (name: string | null) =>
    name === null
      ? `You have an adviser of your own: write here, and they answer you in this chat.`
      : `Your adviser is ${name}: write here, and ${name} answers you in this chat.`,
  write: (name: string | null) => (name === null ? `Write to my adviser` : `Write to ${name}`),
  askWhat: (name: string | null) => `What can ${name ?? 'your adviser'} do for you? Write it here.`,
  opened: (name: string | null) => `Thank you, ${name ?? 'your adviser'} will answer you here. You can go on writing.`,
  openedAtNight: (name: string | null, at: Date, zone: string) =>
    `Thank you. ${name ?? 'Your adviser'} reads it from ${f.time(at, zone)} on and answers you here. You can go on writing.`,
  youAre: (tier: string) =>
    `You look after ${tier} customers from now on. What they write comes to you here, though not at night; answer with the button below it.`,
  late: (name: string | null) => `${name ?? 'The adviser'} has not answered this yet. Can you?`,
  goesTo: (name: string | null) => `For ${name ?? 'somebody'}, their adviser.`,
  title: () => `Advisers`,
  line: (tier: string, name: string | null) => `${tier}: ${name ?? 'a member of staff'}`,
  lineNobody: (tier: string) => `${tier}: nobody`,
  choose: (tier: string, example: string) =>
    `Who looks after ${tier} customers? Choose somebody, or send a name like ${example}.`,
  cared: (name: string | null) => `${name ?? 'A member of staff'} looks after them.`,
  nobody: () => `Nobody`,
  named: (tier: string, name: string | null) =>
    `${name ?? 'This member of staff'} looks after ${tier} customers now, and is told.`,
  unnamed: (tier: string) => `${tier} customers have no adviser of their own now.`,
});

export const adviserRefusals = (f: Format) => ({
  'adviser-unknown': (facts: { staff: string[] }) =>
    facts.staff.length > 0
      ? `Nobody of that name works here. Choose ${f.list(facts.staff, 'or')}, or invite them with /invite first.`
      : `Nobody works here under a name yet. Invite somebody with /invite first.`,
  'adviser-all-stores': () =>
    `An adviser is there for the customers of all stores. Ask an owner, or a manager of all stores.`,
});
