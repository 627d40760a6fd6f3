import type { Format } from '../format.ts';

const people = (f: Format, count: number) => (count === 1 ? `1 person` : `${f.number(count)} people`);

export const broadcasts = (f: Format) => ({
  noMoreOffers: () => `No more offers`,
  chooseTitle: () => `Tell people about a campaign`,
  choose: () => `Which campaign?`,
  noCampaigns: () => `No campaign is live. Publish one with /new, then tell people about it.`,
  titled: (name: string) => `Broadcast: ${name}`,
  reaches: (count: number) => `Reaches ${people(f, count)} who agreed to offers:`,
  channel: (name: string, count: number, minutes: number) =>
    `• ${name}: ${people(f, count)}, ${minutes <= 1 ? `under a minute` : `about ${f.number(minutes)} minutes`}`,
  quota: (left: number, at: Date) => `  ${f.number(left)} messages left this month (as of ${f.time(at)})`,
  quotaShort: (missing: number) =>
    `  ${missing === 1 ? '1 message' : `${f.number(missing)} messages`} short: it pauses there until you resume it`,
  channelName: (channel: string): string =>
    ({ line: 'LINE', telegram: 'Telegram', web: 'Web', terminal: 'Terminal', paper: 'Paper' })[channel] ?? channel,
  usedUp: (channel: string, others: boolean) =>
    `The messages that ${channel} allows this month are used up, so this broadcast is paused${others ? ' there; people on other channels still hear of it' : ''}. Choose a larger plan and resume it, or resume it from the 1st on.`,
  cannotReach: (count: number) => `Cannot be reached: ${people(f, count)}`,
  saidNo: (count: number) => `Said no to offers: ${people(f, count)}`,
  held: (count: number) => `It is night for ${f.number(count)} of them: they hear from us at 09:00 their time.`,
  worst: (minor: number) =>
    minor === 0 ? `It takes no money off; it gives gifts or points.` : `It can cost ${f.money(minor)} at most.`,
  worstUnbounded: () => `Nothing limits what it can cost: no stock, budget or cap.`,
  nobody: () =>
    `There is nobody to tell: none of the people meant has agreed to offers, or none of them can be reached.`,
  test: () => `Test to me`,
  sendNow: () => `Send now`,
  sendAt: () => `At a time…`,
  askTime: (zone: string) => `When? Send a time, such as 18:30, or a day and time, such as 2026-12-01 09:00 (${zone}).`,
  askNumber: (count: number) => `This goes to ${people(f, count)}. To confirm, type the number: ${count}`,
  wrongNumber: (count: number) => `That is a different number, so nothing was sent. To confirm, type: ${count}`,
  scheduled: (at: Date, now: Date) => `It goes out on ${f.dateTime(at, now)}.`,
  inAMinute: () => `It goes out in a minute.`,
  dated: (at: Date, now: Date) => f.dateTime(at, now),
  takeBack: () => `Take it back`,
  takenBack: () => `Taken back. Nobody was told.`,
  stopped: () => `Stopped. What was on its way still arrives.`,
  over: () => `This broadcast is over already; there is nothing left to stop or take back.`,
  none: () => `This campaign has not been broadcast yet.`,
  underWay: (sent: number, planned: number) => `Sending: ${f.number(sent)} of ${f.number(planned)}`,
  ended: (stopped: boolean): string => (stopped ? `Stopped.` : `Done.`),
  sentTo: (sent: number, planned: number) => `Sent to ${f.number(sent)} of ${people(f, planned)}`,
  unreachable: (count: number) => `Cannot be reached: ${people(f, count)}`,
  optedOut: (count: number) => `Said no to offers meanwhile: ${people(f, count)}`,
  refused: (count: number) => `Refused by the platform: ${people(f, count)}`,
  unknown: (count: number) => `Not known whether it arrived: ${people(f, count)}`,
  notSent: (count: number) => `Not sent: ${people(f, count)}`,
  progress: () => `Progress`,
  stop: () => `Stop`,
  results: () => `Results`,
});

export const broadcastRefusals = (f: Format) => ({
  'time-unreadable': (facts: { now: Date }) =>
    `I cannot read that time. Send it like 18:30, or with the day like ${facts.now.getUTCFullYear()}-12-01 09:00.`,
  'time-past': (facts: { at: Date; now: Date }) =>
    `${f.end(facts.at, facts.now)} has passed. Send a time that is still to come.`,
  'quiet-hours': (facts: { next: Date; typed: string; now: Date }) =>
    `Offers do not go out between 21:00 and 09:00. The next possible time is ${f.dateTime(facts.next, facts.now)}: send ${facts.typed}.`,
});
