import type { Format } from '../format.ts';

export const customers = (f: Format) => ({
  pointsTitle: (balance: number) => `${f.number(balance)} ${balance === 1 ? 'point' : 'points'}`,
  noPoints: () => `You earn points with every purchase.`,
  owed: (points: number) =>
    `${f.number(points)} ${points === 1 ? 'point' : 'points'} of an undone redemption will be taken from your next ones.`,
  nextExpiry: (points: number, at: Date, now: Date) =>
    `${f.number(points)} ${points === 1 ? 'point expires' : 'points expire'} after ${f.date(new Date(at.getTime() - 1), now)}.`,
  entry: (delta: number, reason: string, at: Date, now: Date) =>
    `${f.date(at, now)}  ${delta > 0 ? '+' : '−'}${f.number(Math.abs(delta))}  ${reason}`,
  reason: {
    purchase: () => `purchase`,
    coupon: () => `coupon`,
    undo: () => `redemption undone`,
    settle: () => `owed since a redemption was undone`,
    spend: () => `spent`,
    grant: () => `granted`,
    expiry: () => `expired`,
    link: () => `accounts linked`,
  },
  askBirthday: () => `When is your birthday? Send month and day, such as 03-15. The year is up to you (1990-03-15).`,
  birthdaySet: (month: number, day: number) =>
    `Thank you! We noted ${f.date(new Date(Date.UTC(2000, month - 1, day, 12)), new Date(Date.UTC(2000, 5, 1)), 'UTC')}.`,
  birthdayIs: (month: number, day: number) =>
    `Your birthday with us: ${f.date(new Date(Date.UTC(2000, month - 1, day, 12)), new Date(Date.UTC(2000, 5, 1)), 'UTC')}.`,
  zoneIs: (zone: string, now: Date) =>
    `We go by the time in ${zone}, where it is ${f.time(now, zone)}: for your birthday, and so that no offers come at night.`,
  askZone: () => `Is it another time where you are? Choose, or send your zone, such as Europe/London.`,
  zoneSet: (zone: string, now: Date) =>
    `Noted: we go by the time in ${zone} from now on, where it is ${f.time(now, zone)}.`,
  linkTitle: () => `Use one account in several apps`,
  linkCode: (code: string, minutes: number) =>
    `Write to us in the other app and send:\n/link ${code}\n\nThe code works once, for ${f.number(minutes)} minutes. You will confirm on both sides. Never send it to anybody else.`,
  linkEnter: () => `I have a code`,
  linkAskCode: () => `Send the code that the other app shows.`,
  linkPreview: (channel: string, name: string, coupons: number, points: number) =>
    `Link this account with ${name} on ${channel}? Both become one account: ${things(f, coupons, points)} in all, and limits per person count for both.`,
  linkConfirm: () => `Yes, link them`,
  linkWaiting: () => `Almost done: now confirm in the app where you got the code.`,
  linkAskFirst: (channel: string, name: string) =>
    `${name} on ${channel} wants to link with this account. If that is you, confirm. If not, ignore this: nothing happens.`,
  linked: (coupons: number, points: number, ref: string) =>
    `Linked. You have ${things(f, coupons, points)}, wherever you write to us. Not you? Show the staff this number and they can undo it: ${ref}`,
  unlinkedByYou: () =>
    `Done: the two accounts are separate again, each with its own coupons and points. Both were told.`,
  channel: (name: string): string =>
    ({ line: 'LINE', telegram: 'Telegram', web: 'the web', terminal: 'the terminal' })[name] ?? name,
  unlinked: () => `Your accounts are separate again.`,
  phoneKept: () => `Thank you, we noted your phone number.`,
  phoneWhy: () => `We keep your number with this account, so that nobody else can use it for theirs.`,
  phoneNowhere: () =>
    `Nothing here can prove that a number is yours, so we cannot take it in this chat. The staff can help you at the counter.`,
  phoneAsk: () => `Share my number`,
});

function things(f: Format, coupons: number, points: number): string {
  return `${f.number(coupons)} ${coupons === 1 ? 'coupon' : 'coupons'} and ${f.number(points)} ${points === 1 ? 'point' : 'points'}`;
}
