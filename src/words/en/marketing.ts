import type { Format } from '../format.ts';
import { marketingDesk } from './marketing-desk.ts';

const languages: Record<string, string> = {
  en: 'English',
  'zh-hant': 'Traditional Chinese',
  'zh-hans': 'Simplified Chinese',
};

/** How lines in the other languages begin. */
const others = (f: Format, language: string) =>
  f.list(
    Object.keys(languages)
      .filter((code) => languages[code] !== language)
      .map((code) => `“${code}: …”`),
    'or',
  );

export const marketing = (f: Format) => ({
  ...marketingDesk(f),
  titled: (step: number, of: number) => `New campaign, ${f.number(step)} of ${f.number(of)}`,
  now: (answer: string) => `So far: ${answer}`,
  keep: () => `Keep it`,
  goesOn: () => `You have begun a campaign. Let us go on with it:`,
  startOver: () => `Start again`,
  left: () => `Your draft is kept. /new goes on with it.`,
  dropped: () => `The draft is gone. Nothing was published.`,
  noDraft: () => `There is no draft now. Begin a new one, or see what is published.`,
  begin: () => `New campaign`,
  none: () => `none`,
  language: (code: string) => languages[code] ?? languages.en!,
  ask: {
    kind: () => `What does the coupon give?`,
    amount: () => `How much off? Send an amount, such as 20.`,
    percent: () => `What percentage off? Send a number, such as 20.`,
    gift: (language: string) =>
      `What is the gift? Send its name in ${language}. For another language, add a line such as ${others(f, language)}.`,
    points: () => `How many points? Send a number, such as 50.`,
    cap: () => `What is the most it may take off? Send an amount, such as 100.`,
    name: (language: string) =>
      `What is it called? Send the name in ${language}. For another language, add a line such as ${others(f, language)}.`,
    minimum: () => `From what order amount? Send an amount, such as 100.`,
    goods: () =>
      `Which goods is it for? Tap one, or send names with commas; what it is not for comes after “except”: coffee, tea except latte.`,
    giftGoods: () =>
      `With which goods does the gift come? Tap one, or send names with commas; what it does not come with comes after “except”.`,
    stores: () => `In which stores? Tap one, or send several names with commas.`,
    days: () => `On which days? Send them, such as Mon Wed or Mon-Fri.`,
    hours: () => `At what hours? Send them, such as 14:00-17:00.`,
    stock: () => `How many coupons are there? Send a number, such as 500.`,
    limits: () => `One coupon per person, and no other limits: all right?`,
    person: () => `How many may one person have? Send a number.`,
    daily: () => `How many may be claimed per day? Send a number.`,
    budget: () => `How much may it cost in all? Send an amount; claiming stops before it can cost more.`,
    gifts: () => `How many gifts are there to hand out? Send a number.`,
    from: (zone: string) =>
      `When can people begin to claim? Send a day, such as 2026-12-01, or with a time: 2026-12-01 09:00 (${zone}).`,
    until: (zone: string) =>
      `Until when can people claim? Send the last day, such as 2026-12-31, or a moment: 2026-12-31 18:00 (${zone}).`,
    validity: () =>
      `How long is a coupon good? Send its last day, such as 2026-12-31, or the time after the claim: 48 hours, 30 days.`,
    picture: () => `Is there a picture? Send its address, beginning with https.`,
  },
  wrong: {
    choice: () => `Please choose one of these.`,
    amount: () => `That is not an amount.`,
    percent: () => `The percentage has to be between 0.01 and 100.`,
    count: () => `It has to be a whole number, 1 or more.`,
    texts: (most: number) => `That does not fit: one line per language, each with at most ${f.number(most)} letters.`,
    brandText: (language: string) => `The text in ${language} is missing.`,
    goods: (some: string[]) => `I do not know all of these goods. There are, for example, ${f.list(some)}.`,
    goodsClash: () => `The same goods cannot be both included and left out. Name them on one side only.`,
    stores: (names: string[]) => `There is no such store. Choose from ${f.list(names)}.`,
    days: () => `I cannot read those days.`,
    hours: () => `I cannot read those hours; the end has to come after the beginning.`,
    time: () => `I cannot read that day or time.`,
    past: () => `That has passed already; it has to be a time to come.`,
    beforeFrom: (from: Date, now: Date) => `That is before claiming begins, on ${f.dateTime(from, now)}.`,
    validity: () => `I cannot read that.`,
    picture: () => `The address of a picture has to begin with https.`,
  },
  choice: {
    amount: () => `Money off`,
    percent: () => `Percent off`,
    gift: () => `A gift`,
    points: () => `Points`,
    noCap: () => `No limit`,
    noMinimum: () => `Any order`,
    allGoods: () => `All goods`,
    allStores: () => `All stores`,
    everyDay: () => `Every day`,
    workdays: () => `Mon to Fri`,
    weekend: () => `Sat and Sun`,
    allDay: () => `All day`,
    noLimit: () => `No limit`,
    fine: () => `All right`,
    more: () => `More limits`,
    fromNow: () => `Now`,
    noEnd: () => `No end`,
    hours: (n: number) => `${f.number(n)} ${n === 1 ? 'hour' : 'hours'}`,
    days: (n: number) => `${f.number(n)} ${n === 1 ? 'day' : 'days'}`,
    noPicture: () => `No picture`,
  },
  preview: (languages: number): string =>
    languages > 1 ? `This is what people will see, in each language:` : `This is what people will see:`,
  ready: () => `All right?`,
  limit: {
    stock: (n: number | null) => `Coupons: ${n === null ? 'no limit' : f.number(n)}`,
    person: (n: number) => `Per person: ${f.number(n)}`,
    daily: (n: number) => `Per day: ${f.number(n)}`,
    budget: (minor: number) => `Costs at most ${f.money(minor)}`,
    gifts: (n: number) => `Gifts: ${f.number(n)}`,
    from: (at: Date, now: Date, zone: string) => `Claim from ${f.dateTime(at, now, zone)}`,
    // The end of a day is the midnight after it, which nobody means.
    until: (at: Date, now: Date, zone: string) =>
      f.time(at, zone) === '00:00'
        ? `Claim through ${f.date(new Date(at.getTime() - 1), now, zone)}`
        : `Claim until ${f.dateTime(at, now, zone)}`,
    noEnd: () => `Claim until you stop it`,
  },
  toPreview: () => `To the preview`,
  publish: () => `Publish`,
  published: (name: string, ref: string) => `“${name}” is published. Its short name is ${ref}.`,
  publishedLinks: () => `These links lead to it:`,
});
