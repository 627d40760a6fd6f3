import type { Format } from '../format.ts';

/** What marketers read about campaigns that are published. */
export const marketingDesk = (f: Format) => ({
  campaignsTitle: () => `Campaigns`,
  noCampaigns: () => `There is no campaign yet.`,
  standing: (is: string): string => {
    if (is === 'stopped') return `stopped`;
    if (is === 'over') return `over`;
    if (is === 'gone') return `all gone`;
    return is === 'soon' ? `not yet open` : `live`;
  },
  birthdayCampaign: () => `birthday gift`,
  givenCampaign: () => `only given, not in /drops`,
  line: (one: {
    name: string;
    ref: string;
    standing: string;
    claimed: number;
    stock: number | null;
    redeemed: number;
  }) =>
    `${one.name} (${one.ref}), ${one.standing}\n${f.number(one.claimed)}${one.stock === null ? '' : ` of ${f.number(one.stock)}`} claimed, ${f.number(one.redeemed)} redeemed`,
  figures: (claimed: number, stock: number | null, redeemed: number) =>
    `${f.number(claimed)}${stock === null ? '' : ` of ${f.number(stock)}`} claimed, ${f.number(redeemed)} redeemed`,
  termsVersion: (version: number) =>
    `These are the terms of version ${f.number(version)}. Coupons that people hold keep the terms they were claimed under.`,
  stats: () => `Results`,
  broadcast: () => `Tell people`,
  change: () => `Change…`,
  stop: () => `Stop claiming`,
  revoke: () => `Revoke issued`,
  resume: () => `Resume claiming`,
  campaigns: () => `Campaigns`,
  toCampaign: () => `To the campaign`,
  changeWhat: () => `What would you like to change? Coupons that people hold keep their terms.`,
  notChangeable: () => `That cannot be changed here. Choose:`,
  changed: () => `Changed. It holds for every claim from now on.`,
  unchanged: () => `It was like that already.`,
  field: {
    value: () => `Value`,
    cap: () => `Discount limit`,
    name: () => `Name`,
    minimum: () => `Minimum order`,
    goods: () => `Goods`,
    stores: () => `Stores`,
    days: () => `Weekdays`,
    hours: () => `Hours`,
    stock: () => `Stock`,
    person: () => `Per person`,
    daily: () => `Per day`,
    budget: () => `Money limit`,
    gifts: () => `Gifts`,
    until: () => `Claim until`,
    validity: () => `Validity`,
    picture: () => `Picture`,
  },
  confirmStop: (name: string) =>
    `Stop people from claiming “${name}”? Nobody can claim it then. Coupons that people hold stay valid.`,
  yesStop: () => `Yes, stop claiming`,
  stopped: (name: string, open: number) =>
    `Nobody can claim “${name}” any more.${open === 0 ? '' : open === 1 ? ` 1 coupon that somebody holds stays valid.` : ` ${f.number(open)} coupons that people hold stay valid.`}`,
  confirmRevoke: (name: string, open: number) =>
    `Take back ${open === 1 ? `1 coupon` : `${f.number(open)} coupons`} of “${name}” that people hold? They cannot be used then, and every holder is told. This cannot be undone.`,
  stillClaimable: () => `People can still claim new ones: to end that, stop claiming too.`,
  yesRevoke: (open: number) => `Yes, revoke ${f.number(open)}`,
  nothingToRevoke: (name: string) => `Nobody holds a coupon of “${name}” that could be used.`,
  askReason: () => `Why? Send the reason; it stays in our books and does not go to the holders.`,
  revoked: (count: number) =>
    `${count === 1 ? `1 coupon is` : `${f.number(count)} coupons are`} withdrawn, and the holders are told.`,
  revokedNotice: (name: string) =>
    `We had to withdraw your coupon “${name}”; it cannot be used any more. We are sorry. See /drops for what you can claim.`,
  resumed: (name: string) => `“${name}” can be claimed again.`,
  statsTitle: (name: string, store: string | null) => `Results: ${name}${store ? `, ${store} only` : ''}`,
  chooseStats: () => `Results of which campaign?`,
  sent: (sent: number, reached: number) =>
    `Messages: ${f.number(sent)} sent, ${f.number(reached)} taken by the platforms (they do not tell who read them)`,
  notSent: () => `Messages: none sent`,
  claimed: (claimed: number, stock: number | null) =>
    `Claimed: ${f.number(claimed)}${stock === null ? '' : ` of ${f.number(stock)}`}`,
  redeemed: (redeemed: number, basisPoints: number | null) =>
    `Redeemed: ${f.number(redeemed)}${redeemed > 0 && basisPoints !== null ? ` (${f.percent(basisPoints)} of those claimed)` : ''}`,
  discount: (minor: number) => `Discount given: ${f.money(minor)}`,
  points: (points: number) => `Points given: ${f.number(points)}`,
  gifts: (gifts: number) => `Gifts given: ${f.number(gifts)}`,
  byChannel: () => `By channel`,
  byStore: () => `By store`,
  byTerms: () => `By terms`,
  channelLine: (one: {
    name: string;
    sent: number;
    reached: number;
    claimed: number;
    redeemed: number;
    gave: string;
  }) =>
    `• ${one.name}: ${one.sent > 0 ? `${f.number(one.sent)} sent, ${f.number(one.reached)} taken, ` : ''}${f.number(one.claimed)} claimed, ${f.number(one.redeemed)} redeemed${one.gave ? `, ${one.gave}` : ''}`,
  storeLine: (store: string | null, redeemed: number, gave: string) =>
    `• ${store ?? 'No store named'}: ${f.number(redeemed)} redeemed${gave ? `, ${gave}` : ''}`,
  termsLine: (one: { version: number; gives: string; claimed: number; redeemed: number; gave: string }) =>
    `• Version ${f.number(one.version)}, ${one.gives}: ${f.number(one.claimed)} claimed, ${f.number(one.redeemed)} redeemed${one.gave ? `, ${one.gave}` : ''}`,
  gave: (given: { discountMinor: number; points: number; gifts: number }) =>
    [
      given.discountMinor > 0 ? `${f.money(given.discountMinor)} off` : '',
      given.points > 0 ? `${f.number(given.points)} ${given.points === 1 ? 'point' : 'points'}` : '',
      given.gifts > 0 ? `${f.number(given.gifts)} ${given.gifts === 1 ? 'gift' : 'gifts'}` : '',
    ]
      .filter(Boolean)
      .join(', '),
});
