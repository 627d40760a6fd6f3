import { answerTriggers } from '../../jobs/answer-triggers.ts';
import type { App } from '../../src/app.ts';
import { createCampaign } from '../../src/campaigns/create-campaign.ts';
import type { CampaignInput } from '../../src/campaigns/terms.ts';
import { claimCoupon } from '../../src/coupons/claim-coupon.ts';
import { findClaimable } from '../../src/coupons/claimable.ts';
import { redeemCoupon } from '../../src/coupons/redeem.ts';
import { newId } from '../../src/lib/ids.ts';
import { recordPurchase } from '../../src/purchases/record.ts';
import { recordRefund } from '../../src/purchases/refund.ts';
import type { Line } from '../../src/purchases/what.ts';
import { CONSENT_VERSION } from '../../src/shop.ts';
import { inTransaction, type Tx } from '../../src/transaction.ts';
import { createTrigger, type NewTrigger } from '../../src/triggers/create-trigger.ts';
import { type RuleInput, ruleSchema } from '../../src/triggers/rule.ts';
import { switchOn } from '../../src/triggers/switch-trigger.ts';
import { type House, openHouse } from '../outbox/house.ts';

export const operator = { kind: 'operator' } as const;
export const DAY = 86_400_000;
export const HOUR = 3_600_000;

/** What the shop of these tests can do in a line each. */
export async function openGround() {
  const house = await openHouse();
  let orders = 0;
  let people = 0;
  const run = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(house, work);
  return Object.assign(house, {
    run,
    /** Somebody who has joined just now and agreed to offers, unless told otherwise. */
    async person(name = 'Mali', { marketing = true, zone = null as string | null } = {}): Promise<string> {
      const now = house.clock.now();
      const id = newId(now.getTime());
      await house.pool.query(
        `with p as (insert into customer (id, name, language, joined_at, agreed_version, marketing, zone, created_at)
           values ($1, $2, 'en', $3, '${CONSENT_VERSION}', $4, $5, $3)),
         c as (insert into consent (id, customer_id, purpose, granted, text_version, language, channel, at)
           values ($6, $1, 'service', true, '${CONSENT_VERSION}', 'en', 'tape', $3))
         insert into identity (customer_id, channel, address, heard_at, created_at) values ($1, 'tape', $7, $3, $3)`,
        [id, name, now, marketing, zone, newId(now.getTime()), `${name}-${++people}`],
      );
      return id;
    },
    buy: (customerId: string, { minor = 10_000, at = house.clock.now(), lines = [] as Line[] } = {}) =>
      run((tx) =>
        recordPurchase(tx, operator, {
          who: { customerId },
          source: 'pos',
          orderNo: `A${++orders}`,
          amountMinor: minor,
          at,
          lines,
        }),
      ).then(({ purchase }) => purchase),
    giveBack: (orderNo: string, minor: number) =>
      run((tx) => recordRefund(tx, operator, { source: 'pos', refundNo: `R${++orders}`, orderNo, amountMinor: minor })),
    campaign: (input: Omit<Partial<CampaignInput>, 'terms'> & { terms?: Partial<CampaignInput['terms']> } = {}) =>
      run((tx) => {
        const terms = { kind: 'amount', amountMinor: 1_000, name: { en: 'Latte' }, validity: { days: 30 } };
        return createCampaign(tx, operator, {
          purpose: 'given',
          perCustomer: 1_000,
          ...input,
          terms: { ...terms, ...input.terms } as CampaignInput['terms'],
        });
      }),
    /** Makes a trigger and switches it on, now or with some of the past. */
    on: (name: string, rule: RuleInput, more: Omit<NewTrigger, 'name' | 'rule'> & { since?: Date } = {}) =>
      run(async (tx) => {
        const { since, ...change } = more;
        const made = await createTrigger(tx, operator, { name, rule: ruleSchema.parse(rule), ...change });
        return switchOn(tx, operator, made.id, since);
      }),
    claim: (campaignId: string, customerId: string) =>
      run(async (tx) => claimCoupon(tx, customerId, (await findClaimable(tx.db, campaignId))!, 'tape', 'en')),
    redeem: (couponId: string) =>
      run((tx) => redeemCoupon(tx, operator, { code: house.shop.codes.codeOf(couponId), amountMinor: 5_000 })).then(
        ({ redemptionId }) => redemptionId,
      ),
    /** What the job does; it logs what failed and goes on, and so that nothing fails unseen this throws it. */
    async answer(app: App = house): Promise<void> {
      const failed: string[] = [];
      const log = {
        ...app.log,
        error: (facts: object, what: string) => void failed.push(what + JSON.stringify(facts)),
      };
      await answerTriggers.run({ app: { ...app, log }, due: app.clock.now(), last: undefined });
      if (failed.length > 0) throw new Error(failed.join('\n'));
    },
    effects: (triggerId: string) =>
      house.rows<{ occurrence: string; state: string; reason: string | null; customer_id: string; at: Date }>(
        'select occurrence, state, reason, customer_id, at from trigger_effect where trigger_id = $1 order by at, occurrence',
        [triggerId],
      ),
    async empty() {
      await house.pool.query(
        'truncate customer, campaign, coupon, delivery, job_run, trigger, trigger_effect, trigger_watch, event, segment, setting, tier cascade',
      );
    },
  });
}

export type Ground = Awaited<ReturnType<typeof openGround>>;
export type { House };
