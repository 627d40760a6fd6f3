import { Campaign } from '../entities/campaign.ts';
import { Customer } from '../entities/customer.ts';
import type { App } from '../src/app.ts';
import { inLanguage } from '../src/campaigns/terms.ts';
import type { Message } from '../src/chat/channel.ts';
import { codeCard } from '../src/chat/sealed.ts';
import { claimBatch, readBatch } from '../src/coupons/claim-batch.ts';
import { type Claimable, findClaimable } from '../src/coupons/claimable.ts';
import { addDays, civilDate } from '../src/lib/dates.ts';
import { post } from '../src/outbox/post.ts';
import { Refusal } from '../src/refusal.ts';
import { inTransaction, type Tx } from '../src/transaction.ts';
import type { Words } from '../src/words/index.ts';

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
        const card = gift(t);
        return [greeting, { ...card, buttons: [...(card.buttons ?? []), stop] }];
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

/** The coupon of the live birthday campaign, where there is one and it has any left; drawn in the person's words. */
async function giveCoupon(
  tx: Tx,
  { customerId, channel, language }: { customerId: string; channel: string; language: string },
): Promise<((t: Words) => Message) | undefined> {
  const campaign = await tx.db.findOneBy(Campaign, { purpose: 'birthday', state: 'live' });
  const claimable = campaign && (await findClaimable(tx.db, campaign.id));
  if (!claimable) return undefined;
  const couponId = await claim(tx, claimable, customerId, channel);
  if (!couponId) return undefined;
  const { name, image } = claimable.terms;
  return (t) => ({
    text: t.notices.birthdayGift(inLanguage(name, language, tx.shop.language)),
    code: codeCard(tx.shop, couponId),
    ...(image ? { image } : {}),
    buttons: [{ label: t.coupons.show(), says: `/show ${couponId}` }],
  });
}

async function claim(tx: Tx, claimable: Claimable, customerId: string, channel: string): Promise<string | null> {
  try {
    const { grants, text, values } = claimBatch(tx.shop.codes, claimable, channel, [{ customerId }], tx.now);
    const [row] = await tx.db.query(text, values);
    return readBatch(row, grants)[0]!.couponId;
  } catch (error) {
    // Outside its window, or stopped: a greeting without a present.
    if (error instanceof Refusal) return null;
    throw error;
  }
}
