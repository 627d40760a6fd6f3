import { Customer } from '../../entities/customer.ts';
import { Trigger } from '../../entities/trigger.ts';
import type { TriggerEffect } from '../../entities/trigger-effect.ts';
import { preferredFirst } from '../customers/choose-channel.ts';
import { Refusal } from '../refusal.ts';
import { inSavepoint, type Tx } from '../transaction.ts';
import { type Given, give } from './give.ts';
import type { Reason } from './reason.ts';
import type { Rule } from './rule.ts';
import { tellOf } from './tell-of.ts';
import { alertStaff, isAlert } from './tell-staff.ts';
import { type Person, whyNot } from './why-not.ts';

/**
 * Does what a trigger does for one occurrence, in one transaction with the note that it is done: a crash before leaves
 * it to the next, and whoever comes second finds nothing to do. Gives what became of it; undefined when somebody else
 * has it.
 */
export async function doEffect(tx: Tx, effectId: string): Promise<TriggerEffect['state'] | undefined> {
  const [effect]: TriggerEffect[] = await tx.db.query(
    `select id, trigger_id as "triggerId", customer_id as "customerId", occurrence, at, found_at as "foundAt"
     from trigger_effect where id = $1 and state = 'waiting' and run_at <= $2 for update skip locked`,
    [effectId, tx.now],
  );
  if (!effect) return undefined;
  const trigger = await tx.db.findOneByOrFail(Trigger, { id: effect.triggerId });
  const rule = trigger.rule as Rule;
  const person = await keptPerson(tx, effect.customerId);
  // Two effects for one person at once would not see each other's coupon.
  await tx.db.query('select pg_advisory_xact_lock(hashtextextended($1, 3))', [`trigger:${person.customer.id}`]);
  const due = { trigger, rule, effect, person };
  const no = await whyNot(tx, due);
  // Whatever becomes of the present: the staff hears of a bad visit while it can still be mended.
  if (rule.give.tellStaff && isAlert(due) && !(typeof no === 'string' && VOID.has(no))) await alertStaff(tx, due);
  if (no instanceof Date) {
    await tx.db.query('update trigger_effect set run_at = $2 where id = $1', [effectId, no]);
    return 'waiting';
  }
  const given = no ?? (await giveOr(tx, trigger, rule, effect, person));
  // A birthday is wished also when there is no present left.
  const outcome = !no && rule.when.kind === 'birthday' && typeof given === 'string' ? NOTHING : given;
  if (typeof outcome === 'string') return end(tx, effectId, outcome, undefined);
  await tellOf(tx, due, outcome);
  return end(tx, effectId, null, outcome);
}

/** Reasons why it is as if it had not happened. */
const VOID: ReadonlySet<Reason> = new Set<Reason>(['taken-back', 'off', 'left', 'had']);

const NOTHING: Given = { couponId: null, worstMinor: 0 };

/** Who the customer is by now. */
async function keptPerson(tx: Tx, customerId: string): Promise<Person> {
  const [{ id }] = await tx.db.query(
    `with recursive chain as (
       select id, merged_into, 1 as step from customer where id = $1
       union all select c.id, c.merged_into, step + 1 from chain join customer c on c.id = chain.merged_into where step < 100
     ) select id from chain order by step desc limit 1`,
    [customerId],
  );
  const customer = await tx.db.findOneByOrFail(Customer, { id });
  const [identity] = await tx.db.query(
    `select i.channel, i.reachable from identity i join customer c on c.id = i.customer_id
     where c.id = $1 order by i.reachable desc, ${preferredFirst('c', 'i')} limit 1`,
    [id],
  );
  return { customer, channel: identity?.channel ?? 'web', reachable: identity?.reachable ?? false };
}

/** All that is given, or nothing of it and why. */
async function giveOr(
  tx: Tx,
  trigger: Trigger,
  rule: Rule,
  effect: TriggerEffect,
  person: Person,
): Promise<Given | Reason> {
  try {
    return await inSavepoint(tx, async (inner) => {
      const given = await give(inner, { trigger, rule, effect, person });
      if (typeof given === 'string') throw new NotGiven(given);
      return given;
    });
  } catch (error) {
    if (error instanceof NotGiven) return error.reason;
    if (!(error instanceof Refusal)) throw error;
    return error.code === 'claim-gone' || error.code === 'claim-gone-today'
      ? 'gone'
      : error.code === 'claim-limit'
        ? 'had'
        : 'closed';
  }
}

class NotGiven extends Error {
  readonly reason: Reason;
  constructor(reason: Reason) {
    super(reason);
    this.reason = reason;
  }
}

async function end(tx: Tx, id: string, reason: Reason | null, given: Given | undefined) {
  const state = reason ? 'skipped' : 'done';
  await tx.db.query(
    `update trigger_effect set state = $2, reason = $3, coupon_id = $4, cost_minor = $5, done_at = $6 where id = $1`,
    [id, state, reason, given?.couponId ?? null, given?.worstMinor ?? 0, tx.now],
  );
  return state;
}
