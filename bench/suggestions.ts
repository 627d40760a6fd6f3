import { openCampaigns } from '../src/campaigns/open-campaigns.ts';
import { inTransaction, type Tx } from '../src/transaction.ts';
import type { Bench, Told } from './figure.ts';
import { clock, type Ground, openGround } from './ground.ts';
import { brief, inTurn, told } from './measure.ts';
import { makePast, type Past, TRAINED_DAYS, writePast } from './suggestions-history.ts';
import { type BackTest, backTest, type Hits } from './suggestions-hits.ts';
import { ASKED_DAYS, type Timing, timing } from './suggestions-timing.ts';

const HISTORIES = { regular: 'regulars with habits', rare: 'rare, seasonal buyers', random: 'random purchases' };
type Name = keyof typeof HISTORIES;

export const suggestions: Bench = {
  name: 'suggestions',
  about: 'What is put first for a customer against what is popular, on generated pasts; when they come again',
  async run({ short, log, found }) {
    const people = short ? 60 : 600;
    const seeds = short ? [1] : [1, 2, 3];
    // Each shape is a shop of its own to open; one of them shows that it works.
    for (const shape of (short ? ['rare'] : Object.keys(HISTORIES)) as Name[]) {
      const tests: BackTest[] = [];
      for (const seed of seeds) {
        log(`${HISTORIES[shape]}, seed ${seed}`);
        const past = makePast(shape, people, seed);
        tests.push(await onGround(past, seed, (_, run) => run((tx) => backTest(tx, past))));
      }
      const next = tests.map((one) => one.next);
      const fresh = tests.map((one) => one.fresh);
      for (const figure of [...hits(shape, 'next order', next), ...hits(shape, 'first time', fresh)]) found(figure);
    }
    for (const shape of short ? (['mixed'] as const) : (['regular', 'rare', 'mixed'] as const)) {
      const tests: Timing[] = [];
      for (const seed of seeds) {
        const past = makePast(shape, people, seed, TRAINED_DAYS + ASKED_DAYS);
        tests.push(await onGround(past, seed, (_, run) => timing(run, past)));
      }
      when(shape, tests).forEach(found);
    }
    const past = makePast('regular', people, 1);
    return [await onGround(past, 1, (ground) => order(ground, past, short))];
  },
};

/** A shop of its own that knows the first five months and stands at their end. */
async function onGround<T>(
  past: Past,
  seed: number,
  work: (ground: Ground, run: <R>(of: (tx: Tx) => Promise<R>) => Promise<R>) => Promise<T>,
): Promise<T> {
  const ground = await openGround();
  const app = { ...ground.app, clock: { now: () => past.now } };
  try {
    await inTransaction(app, (tx) => writePast(tx, past, seed));
    await ground.app.pool.query('analyze');
    return await work(ground, (of) => inTransaction(app, of));
  } finally {
    await ground.end();
  }
}

const FLOORS: Record<Name, Record<string, [floor: number, goal: number]>> = {
  regular: { 'next order': [1.6, 1.9], 'first time': [1.08, 1.2] },
  rare: { 'next order': [1.5, 1.8], 'first time': [1.3, 1.5] },
  random: { 'next order': [1.05, 1], 'first time': [1.05, 1] },
};

/** How often one of the five things put first came true, for everybody, and against what is popular. */
function hits(shape: Name, what: string, all: Hits[]): Told[] {
  const sum = (name: keyof Hits) => all.reduce((total, one) => total + one[name], 0);
  const [ours, popular, people] = [sum('ours'), sum('popular'), sum('people')];
  const [floor, goal] = FLOORS[shape][what]!;
  const common = { unit: '% of customers', better: 'higher', floor: null, goal: null } as const;
  const rates: Told[] = [
    { who: 'ours', hit: ours, reference: `most popular: ${rate(popular / people)}` },
    { who: 'most popular', hit: popular, reference: `ours: ${rate(ours / people)}` },
  ].map(({ who, hit, reference }) => ({
    ...common,
    name: `suggestions, ${HISTORIES[shape]}, ${what}: hit rate at 5, ${who}`,
    value: Number(((hit / people) * 100).toFixed(1)),
    reference,
    detail: `${brief(hit)} of ${brief(people)} customers`,
  }));
  const against: Told = {
    name: `suggestions, ${HISTORIES[shape]}, ${what}: hits at 5 ÷ most popular`,
    value: ours / popular,
    unit: '×',
    // Of who buys by chance nothing can be known: whoever does better has looked at the answers.
    better: shape === 'random' ? 'lower' : 'higher',
    floor,
    goal,
    reference: 'the five most popular things of five months or of the last of them, whichever hit more',
    detail: `${rate(ours / people)} against ${rate(popular / people)} of ${brief(people)} customers in the sixth month`,
  };
  return [...rates, against];
}

const rate = (share: number) => `${(share * 100).toFixed(1)} %`;

function when(shape: 'regular' | 'rare' | 'mixed', all: Timing[]): Told[] {
  const whose = shape === 'mixed' ? 'half regulars, half rare buyers' : HISTORIES[shape];
  const mean = (of: (one: Timing) => number) => all.reduce((sum, one) => sum + of(one) / all.length, 0);
  const days = (name: 'ours' | 'naive' | 'bgNbd') => mean((one) => one[name].days);
  const wrong = (name: 'ours' | 'naive' | 'bgNbd') => 1 - mean((one) => one[name].away);
  const common = { unit: '×', better: 'lower' } as const;
  const next: Told = {
    ...common,
    name: `next visit, ${whose}: days out ÷ days out of everybody's mean interval`,
    value: days('ours') / days('naive'),
    floor: shape === 'regular' ? 0.75 : 0.85,
    goal: shape === 'regular' ? 0.65 : 0.75,
    reference: 'the mean interval of all customers after the last visit, but not before today',
    detail: `${brief(days('ours'))} against ${brief(days('naive'))} days in the mean; BG/NBD ${brief(days('bgNbd'))}`,
  };
  if (shape !== 'mixed') return [next];
  const away: Told = {
    ...common,
    name: `staying away, ${whose}: wrong order of two ÷ by silence alone`,
    value: wrong('ours') / wrong('naive'),
    floor: 0.9,
    goal: 0.75,
    reference: 'who has been silent longer stays away rather: of two, one then came within 60 days and one did not',
    detail: `${rate(wrong('ours'))} against ${rate(wrong('naive'))} of such pairs; BG/NBD ${rate(wrong('bgNbd'))}`,
  };
  return [next, away];
}

/** What it costs to put twenty open drops in an order of one's own. */
async function order(ground: Ground, { customers }: Past, short: boolean): Promise<Told> {
  const about = ['latte', 'americano', 'croissant', 'cheesecake', 'scone'];
  const terms = { kind: 'amount' as const, name: { en: 'Latte' }, amountMinor: 1_000, validity: { days: 30 } };
  for (let n = 0; n < 20; n++) await ground.campaign({ terms: { ...terms, products: [about[n % about.length]!] } });
  const known = customers.filter(({ visits }) => visits.length > 0).map(({ id }) => id);
  const strangers = await ground.people(known.length);
  const rounds = short ? 20 : 400;
  const app = { ...ground.app, clock };
  const each = (ids: string[]) => async () => {
    const began = performance.now();
    for (let n = 0; n < rounds; n++) {
      const customer = { id: ids[n % ids.length]!, noPersonal: false };
      await inTransaction(app, (tx) => openCampaigns(tx, customer, 1, 4));
    }
    return (performance.now() - began) / rounds;
  };
  const { ours, reference, ratio } = await inTurn(short ? 1 : 5, each(known), each(strangers));
  return {
    name: 'order of drops: time for a regular ÷ for somebody unknown',
    value: ratio.median,
    unit: '×',
    better: 'lower',
    floor: 3,
    goal: 2,
    reference: 'the same list for a customer without a history',
    detail: `${told(ours)} against ${told(reference)} ms`,
  };
}
