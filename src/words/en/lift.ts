import type { Format } from '../format.ts';

/** How many in 100, to a tenth. */
const in100 = (f: Format, share: number) => f.number(Math.round(Math.abs(share) * 1000) / 10);
const people = (f: Format, count: number) => `${f.number(count)} ${count === 1 ? 'person' : 'people'}`;

/** Bounds in the order people say them: from the smaller one, and with a minus where it is one. */
const between = (f: Format, low: number, high: number) => {
  const signed = (share: number) => `${share < 0 ? '−' : ''}${in100(f, share)}`;
  return `between ${signed(low)} and ${signed(high)}`;
};

/** Money with a minus where something was lost. */
const signed = (f: Format, minor: number) => `${minor < 0 ? '−' : ''}${f.money(Math.abs(minor))}`;

export const lift = (f: Format) => ({
  choose: () => `For which broadcast or trigger?`,
  none: () =>
    `There is nothing to compare yet: no broadcast has held anybody back, and no trigger is on. A share of people is held back by itself once you tell enough of them.`,
  line: (one: { called: string; name: string | null; at: string | null }) =>
    `• ${one.name ? `${one.name} (${one.called})` : one.called}${one.at ? `, ${one.at}` : ''}`,
  groups: (one: { days: number; of: number; bought: number; held: number; heldBought: number }) =>
    `${f.number(one.bought)} of ${people(f, one.of)} we meant to tell bought something within ${f.number(one.days)} ${one.days === 1 ? 'day' : 'days'}; of ${f.number(one.held)} held back by chance ${f.number(one.heldBought)} did.`,
  inHundred: (told: number, held: number) => `That is ${in100(f, told)} in 100 against ${in100(f, held)}.`,
  differs: (one: { difference: number; low: number; high: number }) =>
    one.difference > 0
      ? `So telling brought ${in100(f, one.difference)} more in 100 (${between(f, one.low, one.high)}).`
      : `So ${in100(f, one.difference)} fewer in 100 of those told bought (${between(f, -one.high, -one.low)}).`,
  extra: (one: { extra: number; perExtraMinor: number; costMinor: number }) =>
    `About ${people(f, one.extra)} bought because of it.${one.costMinor > 0 ? ` Each of them cost ${f.money(one.perExtraMinor)} in discounts.` : ''}`,
  cannotTell: (one: { needed: number | null; low: number; high: number }) =>
    one.needed === null
      ? `We cannot say that telling brought anything: there is no difference to see.`
      : `We cannot say yet whether telling brought anything (${between(f, one.low, one.high)} in 100): that takes about ${f.number(one.needed)} more ${one.needed === 1 ? 'person' : 'people'}.`,
  nobodyHeld: () => `Nobody was held back, so nobody can say what they would have bought anyway.`,
  money: (one: { told: number; held: number; difference: number; low: number; high: number; sure: boolean }) =>
    `Money per head: ${f.money(one.told)} against ${f.money(one.held)}${one.sure ? `, ${f.money(Math.abs(one.difference))} ${one.difference > 0 ? 'more' : 'less'} (between ${f.money(one.low)} and ${f.money(one.high)})` : `; that can be chance`}.`,
  cost: (one: { costMinor: number; gifts: number; points: number; messages: number | null; feeMinor: number | null }) =>
    `Given in these days: ${[
      f.money(one.costMinor),
      one.gifts > 0 ? `${f.number(one.gifts)} ${one.gifts === 1 ? 'gift' : 'gifts'}` : '',
      one.points > 0 ? `${f.number(one.points)} ${one.points === 1 ? 'point' : 'points'}` : '',
      one.messages
        ? `${f.number(one.messages)} ${one.messages === 1 ? 'message' : 'messages'}${one.feeMinor ? ` for ${f.money(one.feeMinor)}` : ''}`
        : '',
    ]
      .filter(Boolean)
      .join(', ')}.`,
  earned: (one: {
    netMinor: number;
    low: number;
    high: number;
    verdict: string;
    needed: number | null;
    margin: number;
  }) => {
    const bounds = `between ${signed(f, one.low)} and ${signed(f, one.high)}`;
    if (one.verdict === 'earns')
      return `After discounts and messages it earned about ${f.money(one.netMinor)} more than not telling (${bounds}), at a margin of ${f.percent(one.margin)}.`;
    return one.verdict === 'loses'
      ? `After discounts and messages it lost about ${f.money(-one.netMinor)} against not telling (${bounds}), at a margin of ${f.percent(one.margin)}.`
      : `We cannot say yet whether it earned more than it cost (${bounds}, at a margin of ${f.percent(one.margin)})${one.needed === null ? '' : `: that takes about ${f.number(one.needed)} more ${one.needed === 1 ? 'person' : 'people'}`}.`;
  },
  marginFew: () => `The groups are too small to say whether it earned more than it cost.`,
  marginUnknown: () =>
    `Whether it earned more than it cost cannot be said: whoever runs this server has not set the shop’s margin (GROSS_MARGIN_PERCENT).`,
  early: (sofar: number, days: number) =>
    `It is early: ${f.number(sofar)} of ${f.number(days)} ${days === 1 ? 'day' : 'days'} ${sofar === 1 ? 'is' : 'are'} over, and this will change.`,
  notReached: (count: number) =>
    `${people(f, count)} of those we meant to tell ${count === 1 ? 'was' : 'were'} not reached; they are counted all the same, or we would compare other people.`,
  certainty: () => `“Between” holds in 95 of 100 such comparisons.`,
});
