import type { EntityManager } from 'typeorm';
import { askPerson } from '../../feedback/ask-person.ts';
import type { Tx } from '../../transaction.ts';
import type { Language } from '../../words/index.ts';
import { idAt } from './ids.ts';
import type { Past, PastRedemption, Regular } from './past.ts';
import type { Random } from './random.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ASKED = 0.5;
const ANSWERED = 0.55;
const STARS = [1, 2, 3, 4, 5] as const;
const OFTEN = { 1: 3, 2: 5, 3: 12, 4: 35, 5: 45 };
const REF = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

const PRAISE: Record<Language, string[]> = {
  en: ['Lovely, as always.', 'Quick and friendly.', 'The best in the street.'],
  'zh-hant': ['很好喝，會再來。', '店員很親切。', '和朋友分享了！'],
  'zh-hans': ['很好喝，还会再来。', '店员很热情。', '推荐给同事了！'],
};
/** What was not good, and how people put it. */
const FAULTS = ['goods', 'waiting', 'service'] as const;
const COMPLAINT: Record<Language, string[]> = {
  en: ['It was lukewarm.', 'I waited for twenty minutes.', 'Not what I had ordered.'],
  'zh-hant': ['拿到的時候已經不熱了。', '等了二十分鐘。', '和我點的不一樣。'],
  'zh-hans': ['拿到的时候已经不热了。', '等了二十分钟。', '和我点的不一样。'],
};
const NOTE: Record<Language, string> = {
  en: 'We are sorry. The next one is on us: just tell us at the counter.',
  'zh-hant': '非常抱歉。下一杯由我們招待，到櫃檯說一聲就好。',
  'zh-hans': '非常抱歉。下一杯我们请，到柜台说一声就好。',
};
const QUESTION: Record<Language, string> = {
  en: 'Do you have oat milk, and is it the same price?',
  'zh-hant': '請問可以換燕麥奶嗎？要加錢嗎？',
  'zh-hans': '请问可以换燕麦奶吗？要加钱吗？',
};
const TAGS = ['oat milk', 'likes the window seat', 'nut allergy', 'works next door', 'student'];

/** What people were asked and said after they used a coupon, who was answered, and what staff noted about some. */
export async function writeTalk(
  db: Pick<EntityManager, 'query'>,
  past: Past,
  now: Date,
  random: Random,
): Promise<void> {
  const guests = new Map(past.guests.map((guest) => [guest.customerId, guest]));
  const asked = past.redemptions.filter(({ undoneAt }) => undoneAt === null && random.chance(ASKED));
  const said = asked
    .filter(() => random.chance(ANSWERED))
    .map((one) => sayOf(one, guests.get(one.customerId)!, now, random));
  const feedback = said.filter(({ at }) => at < now);
  await db.query(
    `insert into feedback_ask (redemption_id, customer_id, at) select id, "customerId", at
     from jsonb_to_recordset($1::jsonb) as a (id uuid, "customerId" uuid, at timestamptz)`,
    [JSON.stringify(asked.map(({ id, customerId, at }) => ({ id, customerId, at })))],
  );
  await db.query(FEEDBACK, [JSON.stringify(feedback)]);
  await db.query(TICKETS, [JSON.stringify(feedback.filter(({ rating }) => rating <= 2))]);
  const tagged = past.guests.filter(({ address }) => !address && random.chance(0.06));
  const tags = tagged.map(({ customerId, joinedAt }) => ({ customerId, joinedAt, tag: random.pick(TAGS) }));
  await db.query(
    `insert into customer_tag (customer_id, tag, by, at) select "customerId", tag, 'operator', "joinedAt"
     from jsonb_to_recordset($1::jsonb) as t ("customerId" uuid, tag text, "joinedAt" timestamptz)`,
    [JSON.stringify(tags)],
  );
}

/** Whoever of the strangers came last has asked something since, and nobody has answered yet. */
export async function askSomething(tx: Tx, guests: readonly Regular[]): Promise<void> {
  const [last] = await tx.db.query(
    `select customer_id as id from customer_stats where customer_id = any($1::uuid[]) order by last_at desc, customer_id limit 1`,
    [guests.filter(({ address }) => !address).map(({ customerId }) => customerId)],
  );
  const guest = guests.find(({ customerId }) => customerId === last?.id);
  if (guest) await askPerson(tx, guest.customerId, { text: QUESTION[guest.language] });
}

function sayOf(
  { id: redemptionId, customerId, storeId, campaignId, staffId, at: usedAt }: PastRedemption,
  { language }: Regular,
  now: Date,
  random: Random,
) {
  const rating = random.weighted(STARS, (stars) => OFTEN[stars]);
  const at = new Date(usedAt.getTime() + 5 * 60_000 + random.whole(6 * HOUR));
  const low = rating <= 2;
  const about = random.whole(FAULTS.length);
  const words = (low ? COMPLAINT : PRAISE)[language][about];
  const closedAt = new Date(at.getTime() + HOUR + random.whole(DAY));
  // What came in the last days is not answered yet.
  const closed = now.getTime() - at.getTime() > 4 * DAY;
  return {
    ...{ id: idAt(at.getTime(), random), redemptionId, customerId, storeId, campaignId, rating, at },
    words: rating !== 3 && random.chance(low ? 0.9 : 0.3) ? words : null,
    reason: low ? FAULTS[about] : null,
    ticketId: idAt(at.getTime() + 1, random),
    ref: Array.from({ length: 6 }, () => REF[random.whole(REF.length)]).join(''),
    ...(closed ? { state: 'closed', note: NOTE[language], closedAt, closedBy: staffId } : { state: 'open' }),
  };
}

const FEEDBACK = `
insert into feedback (id, customer_id, redemption_id, store_id, campaign_id, rating, words, reason, at)
select id, "customerId", "redemptionId", "storeId", "campaignId", rating, words, reason, at
from jsonb_to_recordset($1::jsonb) as f (id uuid, "customerId" uuid, "redemptionId" uuid, "storeId" uuid, "campaignId" uuid,
  rating smallint, words text, reason text, at timestamptz)`;
const TICKETS = `
insert into ticket (id, ref, customer_id, feedback_id, store_id, state, taken_by, taken_at, note, opened_at, closed_at, closed_by)
select "ticketId", ref, "customerId", id, "storeId", state, "closedBy", "closedAt", note, at, "closedAt", "closedBy"
from jsonb_to_recordset($1::jsonb) as t ("ticketId" uuid, ref text, "customerId" uuid, id uuid, "storeId" uuid, state text, note text,
  at timestamptz, "closedAt" timestamptz, "closedBy" uuid)`;
