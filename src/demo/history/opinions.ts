import type { EntityManager } from 'typeorm';
import type { Language } from '../../words/index.ts';
import { idAt } from './ids.ts';
import type { Past } from './past.ts';
import { type Random, seeded } from './random.ts';

const DAY = 86_400_000;
const REF = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const AWAY_DAYS = 45;
const ANSWERED = 0.5;
const REASONS = ['price', 'taste', 'far', 'busy'] as const;
const WISHES = ['offer', 'menu', 'hours', 'service'] as const;
const OFTEN = { price: 5, taste: 1, far: 3, busy: 4 };

/** What regulars would like, and under what the shop files it; the last is not filed yet. */
const IDEAS: { tags: string[]; words: Record<Language, string> }[] = [
  {
    tags: ['menu'],
    words: {
      en: 'A decaf that tastes of coffee, please.',
      'zh-hant': '希望有好喝的低咖啡因咖啡。',
      'zh-hans': '希望有好喝的低因咖啡。',
    },
  },
  {
    tags: ['menu'],
    words: {
      en: 'Could you have something warm for lunch?',
      'zh-hant': '中午可以有熱食嗎？',
      'zh-hans': '中午可以有热食吗？',
    },
  },
  {
    tags: ['hours'],
    words: {
      en: 'Open at seven, for those who take the early train.',
      'zh-hant': '如果七點就開門，趕早班車的人會很感謝。',
      'zh-hans': '要是七点就开门，赶早班车的人会很感谢。',
    },
  },
  {
    tags: ['coupons'],
    words: {
      en: 'Let me give a coupon to a friend.',
      'zh-hant': '希望可以把優惠券送給朋友。',
      'zh-hans': '希望可以把优惠券送给朋友。',
    },
  },
  {
    tags: ['coupons', 'menu'],
    words: {
      en: 'A coupon for a coffee and a cake together.',
      'zh-hant': '可以出咖啡加蛋糕的組合優惠券嗎？',
      'zh-hans': '可以出咖啡加蛋糕的组合优惠券吗？',
    },
  },
  {
    tags: [],
    words: {
      en: 'More sockets by the window.',
      'zh-hant': '窗邊多幾個插座就好了。',
      'zh-hans': '窗边多几个插座就好了。',
    },
  },
];

/** What regulars wished for, and what those who stayed away were asked and answered. */
export async function writeOpinions(
  db: Pick<EntityManager, 'query'>,
  { guests, orders }: Past,
  now: Date,
  seed: number,
): Promise<void> {
  const random = seeded(seed);
  const last = new Map(orders.map(({ customerId, at }) => [customerId, at]));
  const strangers = guests.filter(({ customerId, address }) => !address && last.has(customerId));
  const ideas = IDEAS.map(({ tags, words }, n) => {
    const { customerId, language } = random.pick(strangers);
    const at = new Date(now.getTime() - (IDEAS.length - n) * 9 * DAY + random.whole(DAY));
    return { id: idAt(at.getTime(), random), ref: refBy(random), customerId, words: words[language], tags, at };
  });
  await db.query(IDEA, [JSON.stringify(ideas)]);
  const away = strangers.filter(
    ({ customerId, marketing }) => marketing && daysSince(last.get(customerId)!, now) > AWAY_DAYS,
  );
  const surveys = away.map(({ customerId }) => {
    const askedAt = new Date(last.get(customerId)!.getTime() + AWAY_DAYS * DAY);
    const answered = random.chance(ANSWERED);
    const answeredAt = new Date(Math.min(askedAt.getTime() + random.whole(DAY), now.getTime()));
    const said = { reason: random.weighted(REASONS, (one) => OFTEN[one]), wish: random.pick(WISHES), answeredAt };
    return { id: idAt(askedAt.getTime(), random), customerId, askedAt, ...(answered && said) };
  });
  await db.query(SURVEY, [JSON.stringify(surveys)]);
}

const refBy = (random: Random) => Array.from({ length: 6 }, () => REF[random.whole(REF.length)]).join('');
const daysSince = (at: Date, now: Date) => (now.getTime() - at.getTime()) / DAY;

const IDEA = `
insert into idea (id, ref, customer_id, words, tags, at)
select id, ref, "customerId", words, tags, at from jsonb_to_recordset($1::jsonb) as i (id uuid, ref text, "customerId" uuid, words text,
  tags text[], at timestamptz)`;
const SURVEY = `
insert into survey (id, customer_id, reason, wish, asked_at, answered_at)
select id, "customerId", reason, wish, "askedAt", "answeredAt" from jsonb_to_recordset($1::jsonb) as s (id uuid, "customerId" uuid,
  reason text, wish text, "askedAt" timestamptz, "answeredAt" timestamptz)`;
