import type { Format } from '../format.ts';

/** What was not good about a visit with few stars. */
export const faults = (f: Format) => ({
  which: () => `What was it mostly? Tap it, or write it in your own words.`,
  rules: 'Unclear rules',
  using: 'Hard to use',
  goods: 'The goods',
  service: 'Service',
  waiting: 'Long wait',
  title: () => `What was not good`,
  of: (campaign: string, count: number) => `${campaign} ${f.number(count)}`,
  line: (fault: string, count: number, campaigns: string) =>
    `${fault}: ${f.number(count)}${campaigns ? ` (${campaigns})` : ''}`,
});

export const faultRefusals = () => ({
  'fault-unrated': () => `This is asked of visits with three stars or fewer. For anything else, write to us with /ask.`,
});
