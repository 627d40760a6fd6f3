import type { Format } from '../format.ts';

const people = (f: Format, count: number) => (count === 1 ? `1 person` : `${f.number(count)} people`);

export const audience = (f: Format) => ({
  /** Said where a text has a blank for something that we do not know of somebody. */
  unknown: {
    name: () => `friend`,
    points: () => `0`,
    tier: () => `member`,
  },
  points: (count: number) => f.number(count),
  approveAsked: (count: number) =>
    `This would go to ${people(f, count)}, so a second person has to agree. Please look at it, then approve it.`,
  approve: () => `Approve`,
  look: () => `Look at it`,
  paused: () => `Paused: nothing leaves until you resume.`,
  pause: () => `Pause`,
  resume: () => `Resume`,
  holdout: (count: number) => `Not told, to see what telling brings: ${f.number(count)}`,
  capped: (count: number) => `Not told, they had heard enough from us: ${f.number(count)}`,
});

export const audienceRefusals = (f: Format) => ({
  'blank-unknown': (facts: { blank: string; known: string[] }) =>
    `I cannot fill in “${facts.blank}”. You can use ${f.list(facts.known, 'and')}; {name|dear guest} says “dear guest” to people without a name.`,
  'text-too-long': (facts: { most: number }) => `That is too long. At most ${f.number(facts.most)} letters, please.`,
  'approval-own': () => `Somebody else has to approve this: an owner or another marketer.`,
});
