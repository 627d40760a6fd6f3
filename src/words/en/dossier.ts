import type { Format } from '../format.ts';
import { did } from './timeline.ts';

export const dossier = (f: Format) => ({
  ask: () => `Whom? Send a name, a phone number or the code of a coupon.`,
  askCode: () => `Whom? Send the code of their coupon, or their phone number.`,
  which: () => `Which of them?`,
  candidate: (facts: { name: string; phone: string | undefined; purchases: number; lastAt: Date | null; now: Date }) =>
    [
      facts.name || '(no name)',
      facts.phone ? `…${facts.phone}` : '',
      facts.lastAt ? f.date(facts.lastAt, facts.now) : 'no visit',
    ]
      .filter(Boolean)
      .join(' '),
  noName: () => `(no name)`,
  since: (at: Date, now: Date) => `Member since ${f.date(at, now)}`,
  notJoined: () => `Has not joined`,
  phone: (digits: string, whole: boolean) => `Phone: ${whole ? digits : `ends with ${digits}`}`,
  birthday: (month: number, day: number, year: number | null) =>
    `Birthday: ${f.date(new Date(Date.UTC(2000, month - 1, day, 12)), new Date(Date.UTC(2000, 5, 1)), 'UTC')}${year ? ` ${year}` : ''}`,
  speaks: (language: string) => `Speaks ${language}`,
  on: (channels: string[]) => `Writes on ${f.list(channels)}`,
  away: (channel: string) => `${channel} (cannot be reached)`,
  tier: (tier: string, until: Date | undefined, now: Date) =>
    until ? `${tier}, until ${f.date(until, now)} at least` : tier,
  points: (balance: number) => `${f.number(balance)} ${balance === 1 ? 'point' : 'points'}`,
  noPurchases: () => `Has not bought anything yet`,
  purchases: (count: number, minor: number) =>
    `${f.number(count)} ${count === 1 ? 'purchase' : 'purchases'}, ${f.money(minor)} in all`,
  every: (days: number) => `Usually every ${f.number(days)} ${days === 1 ? 'day' : 'days'}`,
  last: (at: Date, now: Date) => `Last on ${f.date(at, now)}`,
  day: (at: Date, now: Date) => f.date(at, now),
  behaviour: {
    active: () => `active`,
    slipping: () => `slipping away`,
    lost: () => `lost`,
  },
  habit: (store: string) => `Mostly at ${store}`,
  product: (name: string, count: number) => `${name} (${f.number(count)})`,
  products: (products: string[]) => `Buys ${products.join(', ')}`,
  coupons: (claimed: number, used: number, open: number) =>
    `Coupons: ${f.number(claimed)} claimed, ${f.number(used)} used, ${f.number(open)} open`,
  tags: (tags: string[]) => `Tags: ${tags.join(', ')}`,
  rated: (average: number, count: number) =>
    `${f.number(average)} of 5 stars from ${f.number(count)} ${count === 1 ? 'rating' : 'ratings'}`,
  words: (words: string, at: Date, now: Date) => `${f.date(at, now)}: “${words}”`,
  tickets: (open: number, closed: number) =>
    `Waiting for an answer: ${f.number(open)}${closed > 0 ? ` (answered: ${f.number(closed)})` : ''}`,
  messages: (facts: { sent: number; waiting: number; not: number }) =>
    `Messages: ${f.number(facts.sent)} sent${facts.not > 0 ? `, ${f.number(facts.not)} not sent` : ''}${facts.waiting > 0 ? `, ${f.number(facts.waiting)} waiting` : ''}`,
  pages: {
    orders: () => `Purchases`,
    coupons: () => `Coupons`,
    messages: () => `Messages`,
    all: () => `Timeline`,
    sources: () => `Sources`,
  },
  from: {
    fact: {
      name: (source: string) => `Name: ${source}`,
      birthday: (source: string) => `Birthday: ${source}`,
      phone: (source: string) => `Phone number: ${source}`,
    },
    self: (at: Date, now: Date) => `they said so, ${f.date(at, now)}`,
    channel: (channel: string, at: Date, now: Date) => `their account on ${channel}, ${f.date(at, now)}`,
    file: (file: string | null, at: Date | null, now: Date) =>
      [file ? `the file ${file}` : 'a file', at ? f.date(at, now) : ''].filter(Boolean).join(', '),
    unknown: () => `from before sources were kept`,
    by: { staff: () => `staff`, file: () => `a file`, machine: () => `by itself or over the API` },
    tag: (tag: string, by: string, at: Date, now: Date) => `Tag ${tag}: ${by}, ${f.date(at, now)}`,
    order: (source: string, count: number) =>
      `${f.number(count)} ${source === 'redemption' ? 'with a coupon' : `from ${source}`}`,
    orders: (orders: string[]) => `Purchases: ${orders.join(', ')}`,
  },
  pageTitle: (page: string, name: string) => `${page}: ${name}`,
  nothing: () => `Nothing here yet.`,
  tag: () => `Tags`,
  toCard: () => `Back to the card`,
  when: (at: Date, now: Date) => f.dateTime(at, now),
  line: (at: Date, now: Date, text: string) => `${f.dateTime(at, now)} · ${text}`,
  did: did(f),
  coupon: {
    open: (name: string, ref: string, until: string) => `○ ${name} (${ref}) · ${until}`,
    used: (facts: {
      name: string;
      ref: string;
      at: Date;
      now: Date;
      store: string | null;
      staff: string | null;
      order: number | null;
      discount: number;
    }) =>
      [
        `✓ ${facts.name} (${facts.ref}) · used ${f.dateTime(facts.at, facts.now)}`,
        facts.store ?? '',
        facts.staff ? `by ${facts.staff}` : '',
        facts.order === null ? '' : `order ${f.money(facts.order)}`,
        facts.discount > 0 ? `−${f.money(facts.discount)}` : '',
      ]
        .filter(Boolean)
        .join(' · '),
    expired: (name: string, ref: string, at: Date, now: Date) => `✗ ${name} (${ref}) · expired ${f.date(at, now)}`,
    revoked: (name: string, ref: string) => `✗ ${name} (${ref}) · withdrawn by the shop`,
  },
  tagsTitle: () => `Tags in use`,
  noTags: () => `Nobody has a tag yet. Send /tag, a customer and a word or two, such as: /tag Mali vip`,
  tagLine: (tag: string, people: number) => `${tag}: ${f.number(people)} ${people === 1 ? 'person' : 'people'}`,
  askTag: (name: string, tags: string[]) =>
    `${tags.length > 0 ? `${name} has: ${tags.join(', ')}.` : `${name} has no tag yet.`} Send a tag, or several with commas between them.`,
  untag: (tag: string) => `Take off ${tag}`,
  tagged: (name: string, tags: string[]) => `${name} now has: ${tags.join(', ')}.`,
  untagged: (name: string, tag: string) => `${name} no longer has the tag “${tag}”.`,
  nameIs: (name: string | null) =>
    name ? `We call you ${name}. What shall we call you instead?` : `What shall we call you?`,
  nameSet: (name: string) => `Noted. We call you ${name} from now on.`,
});

export const dossierRefusals = (f: Format) => ({
  'customer-nobody': (facts: { typed: string }) =>
    facts.typed
      ? `Nobody here is called “${facts.typed}”, and we know no such number or code. Try another part of the name.`
      : `Send a name, a phone number or the code of a coupon.`,
  'customer-by-code': () =>
    `At the counter people are found by the code of their coupon or their phone number. By name, a manager finds them.`,
  'cursor-unknown': () => `This page is gone. Start again with /customer.`,
  'tag-shape': (facts: { most: number }) =>
    `A tag is a word or two, at most ${f.number(facts.most)} letters, without commas or quotes. Send it shorter.`,
  'tag-unknown': (facts: { tag: string }) => `This customer has no tag “${facts.tag}”. /tag shows what they have.`,
  'tags-many': (facts: { most: number }) =>
    `One person can have ${f.number(facts.most)} tags at most. Take one off first.`,
  'city-shape': () => `Which city? Send it like /store city Taipei.`,
  'name-shape': () => `We cannot read that as a name. Send it like /name Mali.`,
});
