import { type Terms, worstOf } from '../campaigns/terms.ts';
import { addDays, type Civil, civilDate, endOfDay, isCivil } from '../lib/dates.ts';
import { newId } from '../lib/ids.ts';
import { maskName } from '../lib/plain-text.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, actorName, authorise, staffId } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { claimRefusal } from './claim-coupon.ts';
import { type Claimable, endOfValidity, findClaimable, refuseClosed } from './claimable.ts';
import { type Holder, holderOf } from './paper-holder.ts';
import { readPaperNumber } from './paper-number.ts';

/** So long ago a paper coupon may have been handed out. */
const MOST_DAYS = 366;

export interface PaperWhat {
  campaign: string;
  /** As it is printed. */
  number: string;
  holder: Holder;
  /** When it was handed out, where the shop is; today when left out. */
  date?: Civil | undefined;
}

/** A paper coupon that is registered. */
export interface OnPaper {
  couponId: string;
  number: string;
  /** First letter and stars. */
  holder: string;
  facts: Claimable;
  validUntil: Date;
}

/**
 * Registers a paper coupon: its number becomes a code of the campaign, and its holder a customer. It is counted as a claim is,
 * so that paper cannot give away more than there is. Whoever redeems may; of what is only given, whoever compensates.
 */
export async function issuePaper(
  tx: Tx,
  by: Actor,
  what: PaperWhat,
  language: string = tx.shop.language,
): Promise<OnPaper> {
  authorise(by, 'redeem');
  const found = await findClaimable(tx.db, what.campaign);
  if (!found || !['drop', 'given'].includes(found.campaign.purpose)) throw new Refusal('campaign-unknown');
  if (found.campaign.purpose === 'given') authorise(by, 'compensate');
  const number = readPaperNumber(what.number);
  const date = readDate(tx, what.date, found.campaign.zone);
  const couponId = newId(tx.now.getTime());
  await takeNumber(tx, by, number, couponId, date);
  const holder = await holderOf(tx, what.holder);
  const { facts, validUntil } = await issue(tx, found, { couponId, holderId: holder.id, date }, language);
  await tx.db.query('insert into audit (actor, act, subject, facts, at) values ($1, $2, $3, $4, $5)', [
    ...[actorName(by), 'issue-paper', couponId, { number, date, customerId: holder.id }, tx.now],
  ]);
  return { couponId, number, holder: maskName(holder.name), facts, validUntil };
}

function readDate(tx: Tx, typed: string | undefined, zone: string): Civil {
  const today = civilDate(tx.now, zone);
  if (typed === undefined) return today;
  if (!isCivil(typed) || typed > today || typed < addDays(today, -MOST_DAYS)) {
    throw new Refusal('paper-date', { typed, today });
  }
  return typed;
}

/** A number means one coupon for good. */
async function takeNumber(tx: Tx, by: Actor, number: string, couponId: string, date: Civil): Promise<void> {
  const taken = await tx.db.query(
    `insert into paper_coupon (number, coupon_id, issued_on, staff_id, at) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning number`,
    [number, couponId, date, staffId(by), tx.now],
  );
  if (taken.length > 0) return;
  const [{ at }] = await tx.db.query('select at from paper_coupon where number = $1', [number]);
  throw new Refusal('paper-taken', { number, at, now: tx.now });
}

/** Takes it from the stock, under the lock of the campaign. */
async function issue(
  tx: Tx,
  found: Claimable,
  { couponId, holderId, date }: { couponId: string; holderId: string; date: Civil },
  language: string,
): Promise<{ facts: Claimable; validUntil: Date }> {
  for (let facts = found; ; facts = (await findClaimable(tx.db, found.campaign.id))!) {
    const { campaign, terms } = facts;
    refuseClosed(campaign, tx.now);
    const validUntil = goodUntil(tx, terms, date, campaign.zone);
    const { hash } = tx.shop.codes.secretsOf([couponId])[0]!;
    const today = civilDate(tx.now, campaign.zone);
    const [{ outcome }] = await tx.db.query(
      'select issue_on_paper($1, $2, $3, $4, $3, $5, $6, $7, $8, $9) as outcome',
      [...[campaign.id, campaign.version, tx.now, today, validUntil, worstOf(terms) ?? 0], holderId, couponId, hash],
    );
    if (outcome === 'issued') return { facts, validUntil };
    if (outcome === 'limit') throw new Refusal('paper-limit', { limit: campaign.perCustomer });
    if (outcome === 'gone') throw goneFor(claimRefusal(outcome, facts, tx, language));
  }
}

/** Staff are told what to do, and not to be quicker. */
function goneFor(no: Refusal): Refusal {
  return no.code === 'claim-gone' ? new Refusal('paper-gone', (no as Refusal<'claim-gone'>).facts[0]) : no;
}

/** Its time runs from the day on which it was handed out. */
function goodUntil(tx: Tx, terms: Terms, date: Civil, zone: string): Date {
  const { validity } = terms;
  const today = date === civilDate(tx.now, zone);
  const ends = endOfDay(date, zone);
  // Nobody wrote down the hour: the whole of that day is theirs.
  const until =
    !today && 'hours' in validity
      ? new Date(ends.getTime() + validity.hours * 3_600_000)
      : endOfValidity(terms, today ? tx.now : new Date(ends.getTime() - 1), zone);
  if (until <= tx.now) throw new Refusal('paper-over', { until, now: tx.now });
  return until;
}
