import type { Format } from '../format.ts';

const people = (f: Format, count: number) => (count === 1 ? `1 person` : `${f.number(count)} people`);

type Change = { what: string; was?: number; is?: number | null };

/** What a second person is asked about a broadcast to very many. */
export const approvals = (f: Format) => ({
  cost: (minor: number) => `Even with a tenth more people it can cost ${f.money(minor)} at most.`,
  again: () => `Since you were last asked, something has changed:`,
  other: () => `Your answer belongs to an earlier question, so nothing was approved. This is what waits now:`,
  waitsAgain: () => `It has not gone out: a second person has to agree once more, for something has changed.`,
  change: ({ what, was = 0, is }: Change): string => {
    if (what === 'people') return `• it goes to ${people(f, is ?? 0)}, not ${people(f, was)}`;
    if (what === 'cost')
      return is === null || is === undefined
        ? `• nothing limits any more what it can cost; it was ${f.money(was)} at most`
        : `• it can cost ${f.money(is)}, not ${f.money(was)}`;
    if (what === 'who') return `• the rule for who is told has changed`;
    return what === 'terms' ? `• the terms of the campaign have changed` : `• what people see has changed`;
  },
  /** A broadcast that never went out, to whoever planned it. */
  notBegun: (why: string) =>
    ({
      'the campaign ended': `It did not go out: the campaign had ended before its time.`,
      'all gone': `It did not go out: there was nothing left to claim.`,
      'not approved': `It did not go out: nobody approved it within 7 days.`,
    })[why] ?? `It did not go out: its time had passed by more than 6 hours. Start it again if it still makes sense.`,
  ended: (count: number) => `Will not be told, as what they would get has ended: ${people(f, count)}`,
});
