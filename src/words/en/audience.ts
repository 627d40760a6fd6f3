import type { Format } from '../format.ts';
import { approvals } from './approvals.ts';

const people = (f: Format, count: number) => (count === 1 ? `1 person` : `${f.number(count)} people`);
const times = (f: Format, count: number) => (count === 1 ? `once` : `${f.number(count)} times`);
const messages = (f: Format, count: number) => (count === 1 ? `1 message` : `${f.number(count)} messages`);

export const audience = (f: Format) => ({
  /** Said where a text has a blank for something that we do not know of somebody. */
  unknown: {
    name: () => `friend`,
    points: () => `0`,
    tier: () => `member`,
  },
  points: (count: number) => f.number(count),
  approveAsked: (count: number) =>
    `This will go to ${people(f, count)}, so a second person has to agree. Please look at it, then approve it.`,
  approve: () => `Approve`,
  look: () => `Look at it`,
  gone: () =>
    `Paused: all of it is claimed, and nobody is told of what is gone. Give it more stock in /campaigns and resume, or stop here.`,
  paused: () => `Paused: nothing goes out until you resume.`,
  pause: () => `Pause`,
  resume: () => `Resume`,
  holdout: (count: number) => `Held back, to see what telling brings: ${people(f, count)}`,
  capped: (count: number) => `Not told, as they had heard enough from us: ${people(f, count)}`,
  // The card before it is sent.
  toWhom: () => `To whom…`,
  ownText: () => `Text…`,
  repeat: () => `Repeat…`,
  everybody: () => `Everybody`,
  meant: (name: string) => `To: ${name}`,
  text: (text: string) => `Text: ${text}`,
  gets: (who: string, what: string, count: number) => `• ${who}: ${what}, ${people(f, count)}`,
  restNothing: () => `• everybody else: nothing`,
  theRest: () => `everybody else`,
  personal: () => `Everybody gets a text of their own, so messages go out one by one and take as long as shown.`,
  heardLately: (count: number, about: boolean) =>
    `Heard from us in the last 7 days: ${about ? 'about ' : ''}${people(f, count)}`,
  alsoNext: (campaign: string, at: Date, now: Date, count: number, about: boolean) =>
    `Will also get ${campaign} on ${f.dateTime(at, now)}: ${about ? 'about ' : ''}${people(f, count)}`,
  willCap: (count: number, about: boolean) =>
    `Will not be told, as they have heard enough from us: ${about ? 'about ' : ''}${people(f, count)}`,
  uses: ({ low, high, told, used }: { low: number; high: number; told: number; used: number }) =>
    `Expect ${low === high ? f.number(low) : `${f.number(low)} to ${f.number(high)}`} ${high === 1 ? 'use' : 'uses'}: people like these were told of coupons like this ${times(f, told)}, and used them ${times(f, used)} within 14 days.`,
  usesUnknown: () =>
    `How many will use it cannot be said yet: too few people like these have been told of a coupon like this.`,
  willHoldOut: (count: number) => `Will be held back, to see what telling brings: about ${people(f, count)}`,
  askWhom: (ref: string) =>
    `Who shall be told? Some can get another campaign in the same broadcast: /broadcast ${ref} also OTHER segment.`,
  askText: (most: number) =>
    `Send the text that goes above the campaign, at most ${f.number(most)} letters, or “none”. You can use {name}, {points} and {tier}. A line for each language begins with en:, zh-hant: or zh-hans:.`,
  alsoHow: (ref: string) => `Say which campaign and for whom, such as /broadcast ${ref} also OTHER Regulars.`,
  // What became of it.
  waitsForSecond: () =>
    `These are so many people that a second person has to agree. I asked the owners and the other marketers; it goes out once one of them approves.`,
  approved: (when: string) => `Approved. ${when}`,
  nothingToApprove: () => `There is nothing to approve.`,
  resumed: () => `It goes on.`,
  notSending: () => `Nothing of this campaign is being sent.`,
  notPaused: () => `Nothing of this campaign is paused.`,
  scheduledLocal: (at: Date, now: Date) => `It goes out on ${f.dateTime(at, now)}, by each customer’s own clock.`,
  askTime: (ask: string) => `${ask} With “local” after it, each customer’s own clock counts.`,
  // Again and again.
  askRepeat: (calendars: string[]) =>
    `How often? For example “weekly fri 18:30”, “monthly 1 10:00” or “quarterly 15 12:00”${calendars.length > 0 ? `, or on the days of a calendar: “${calendars[0]} 10:00”` : ''}. With “local” after it, each customer’s own clock counts.`,
  repeats: (one: {
    every: string;
    weekdays?: number[];
    day?: number;
    calendar?: string;
    time: string;
    clock: string;
  }) =>
    `Repeats ${
      one.weekdays
        ? `every week on ${f.weekdays(one.weekdays)}`
        : one.calendar
          ? `on the days of “${one.calendar}”`
          : `on day ${one.day} of ${one.every === 'quarter' ? 'the first month of every quarter' : 'every month'}`
    } at ${one.time}${one.clock === 'customer' ? `, by each customer’s own clock` : ''}.`,
  nextUnknown: () => `Nothing is due in the next 7 days.`,
  endRepeat: () => `End it`,
  repeatEnded: () => `It is not repeated any more.`,
  repeatNone: () => `This campaign is not repeated.`,
  // Calendars.
  calendars: () => `Calendars`,
  noCalendars: () =>
    `There is no calendar yet. Begin one with its name and days: /calendar holidays 2026-12-25 2027-01-01`,
  calendar: (name: string, days: Date[], now: Date) =>
    `${name}: ${days.length > 0 ? days.map((day) => f.date(day, now, 'UTC')).join(', ') : 'no day to come'}`,
  // How much marketing.
  limits: () => `How much we tell people`,
  perDay: (most: number) => `Each person, each day: ${most === 0 ? 'no limit' : `at most ${messages(f, most)}`}`,
  perWeek: (most: number) => `Each person, each week: ${most === 0 ? 'no limit' : `at most ${messages(f, most)}`}`,
  holdoutIs: (percent: number, from: number) =>
    percent === 0
      ? `Nobody is held back, so what telling brings cannot be seen.`
      : `${f.number(percent)}% are held back, to see what telling brings (from ${people(f, from)} on)`,
  approvalIs: (above: number) =>
    above === 0
      ? `No second person has to agree.`
      : `A broadcast to more than ${people(f, above)} needs the agreement of a second person`,
  limitsHow: () =>
    `Owners change it: /limits day 1 · /limits week 4 · /limits holdout 10 · /limits approval 10000. 0 turns one off.`,
});

type Parts = Parameters<ReturnType<typeof approvals>['change']>[0];
/** What is not as somebody saw it, in one sentence. */
const changed = (f: Format, changes: Parts[]) =>
  changes.map((one) => approvals(f).change(one).replace('• ', '')).join('; ');

export const audienceRefusals = (f: Format) => ({
  'blank-unknown': (facts: { blank: string; known: string[] }) =>
    `I cannot fill in “${facts.blank}”. You can use ${f.list(facts.known, 'and')}; {name|dear guest} says “dear guest” to people without a name.`,
  'text-too-long': (facts: { most: number }) => `That is too long. At most ${f.number(facts.most)} letters, please.`,
  'broadcast-unknown': () => `There is no such broadcast. Choose one from the list of all of them.`,
  'broadcast-changed': (facts: { changes: Parts[] }) =>
    `Something is not as you saw it: ${changed(f, facts.changes)}. Look at it once more, then send it.`,
  'approval-own': () => `Somebody else has to approve this: an owner or another marketer.`,
  'repeat-unreadable': () =>
    `I cannot read that. Send it like “weekly fri 18:30”, “monthly 1 10:00”, “quarterly 15 12:00”, or a calendar from /calendar and a time. The time has to be from 09:00 to 20:59.`,
  'calendar-unknown': (facts: { name: string }) =>
    `There is no calendar called “${facts.name}”. See /calendar for those there are.`,
  'days-unreadable': () =>
    `Send the calendar’s name, one word, and days to come, such as /calendar holidays 2026-12-25 2027-01-01.`,
  'limit-unreadable': () =>
    `I cannot read that. Send it like /limits day 1 (0 to 20), /limits week 4 (0 to 100), /limits holdout 10 (0 to 50) or /limits approval 10000.`,
});
