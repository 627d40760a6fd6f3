import { Campaign } from '../entities/campaign.ts';
import { Coupon } from '../entities/coupon.ts';
import { Customer } from '../entities/customer.ts';
import type { App } from '../src/app.ts';
import { storeNames } from '../src/campaigns/describe-terms.ts';
import type { Message } from '../src/chat/channel.ts';
import { claimCoupon } from '../src/coupons/claim-coupon.ts';
import { findClaimable } from '../src/coupons/claimable.ts';
import { couponCard } from '../src/coupons/coupon-card.ts';
import { heldTerms } from '../src/coupons/wallet.ts';
import { addDays, civilDate } from '../src/lib/dates.ts';
import { post } from '../src/outbox/post.ts';
import { Refusal } from '../src/refusal.ts';
import { inSavepoint, inTransaction, type Tx } from '../src/transaction.ts';

const BETWEEN_DAYS = 300;
const TOO_LATE_DAYS = 7;

/**
 * Greets one person for one birthday: in one transaction the note that this civil year is done, the coupon, and the
 * post. A changed birthday brings nothing within 300 days.
 */
export async function greet(app: App, customerId: string, day: string): Promise<boolean> {
  return inTransaction(app, async (tx) => {
    const channel = await reachedOn(tx, customerId);
    if (!channel || !(await firstInYear(tx, customerId, day))) return false;
    const { name, zone, language } = await tx.db.findOneByOrFail(Customer, { id: customerId });
    const late = civilDate(tx.now, zone ?? tx.shop.zone) !== day;
    const gift = await giveCoupon(tx, { customerId, channel, language });
    return post(tx, customerId, {
      subject: `birthday:${customerId}:${day.slice(0, 4)}`,
      class: 'marketing',
      expiresAt: new Date(tx.now.getTime() + TOO_LATE_DAYS * 86_400_000),
      say: (t) => {
        const greeting: Message = { title: t.notices.birthdayTitle(name), text: t.notices.birthday(late) };
        const stop = { label: t.broadcasts.noMoreOffers(), says: '/stop' };
        if (!gift) return [{ ...greeting, buttons: [stop] }];
        return [greeting, { ...gift, buttons: [...(gift.buttons ?? []), stop] }];
      },
    });
  });
}

/** The civil year is the key, so that somebody who changes zone has one birthday a year. */
async function firstInYear(tx: Tx, customerId: string, day: string): Promise<boolean> {
  const year = Number(day.slice(0, 4));
  const near = [year - 1, year, year + 1].map(String);
  // One at a time for each person, over all processes.
  await tx.db.query('select pg_advisory_xact_lock(hashtextextended($1, 1))', [`birthday:${customerId}`]);
  const recent = await tx.db.query(
    `select 1 from job_run where job = 'birthday-benefit' and scope = $1 and period = any($2) and (period = $3 or due_at > $4)`,
    [customerId, near, String(year), new Date(`${addDays(day, -BETWEEN_DAYS)}T00:00:00Z`)],
  );
  if (recent.length > 0) return false;
  await tx.db.query(
    `insert into job_run (job, period, scope, state, due_at, started_at, finished_at, lease_token, lease_until)
     values ('birthday-benefit', $1, $2, 'done', $3, $4, $4, uuid7(), $4)`,
    [String(year), customerId, new Date(`${day}T00:00:00Z`), tx.now],
  );
  return true;
}

async function reachedOn(tx: Tx, customerId: string): Promise<string | undefined> {
  const [identity] = await tx.db.query(
    'select channel from identity where customer_id = $1 and reachable order by heard_at desc nulls last, id limit 1',
    [customerId],
  );
  return identity?.channel;
}

interface Birthday {
  customerId: string;
  channel: string;
  language: string;
}

/** The coupon of the live birthday campaign, where there is one and it has any left. */
async function giveCoupon(tx: Tx, { customerId, channel, language }: Birthday): Promise<Message | undefined> {
  const campaign = await tx.db.findOneBy(Campaign, { purpose: 'birthday', state: 'live' });
  const claimable = campaign && (await findClaimable(tx.db, campaign.id));
  if (!claimable) return undefined;
  try {
    const id = await inSavepoint(tx, (inner) => claimCoupon(inner, customerId, claimable, channel, language));
    const coupon = await tx.db.findOneByOrFail(Coupon, { id });
    const { terms, zone } = await heldTerms(tx, coupon);
    const lead = tx.shop.words(language).notices.birthdayGift();
    return couponCard(tx.shop, language, { coupon, terms, zone }, tx.now, {
      lead,
      stores: await storeNames(tx, terms),
    });
  } catch (error) {
    // Gone, stopped, or outside its window: a greeting without a present.
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
