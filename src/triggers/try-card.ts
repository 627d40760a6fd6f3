import type { Trigger } from '../../entities/trigger.ts';
import type { Message } from '../chat/channel.ts';
import type { Tx } from '../transaction.ts';
import type { Words } from '../words/index.ts';
import { calledAs } from './called-as.ts';
import { reasonOf } from './trigger-card.ts';
import type { Tried } from './try-trigger.ts';

/** What a look back has shown, a line each. */
export function tryLines({ now }: Pick<Tx, 'now'>, t: Words, trigger: Trigger, tried: Tried): string[] {
  const w = t.triggers;
  const lines = [w.wouldGet(tried.given)];
  if (trigger.campaignId && tried.given > 0) {
    lines.push(tried.worstMinor === null ? t.broadcasts.worstUnbounded() : w.wouldCost(tried.worstMinor));
  }
  if (tried.notGiven.length > 0) {
    lines.push('', w.wouldNot(), ...tried.notGiven.map((one) => w.skipped(reasonOf(t, one.reason), one.count)));
  }
  if (tried.samples.length > 0) {
    lines.push('', w.samples(), ...tried.samples.map(({ customer, at }) => w.sample(customer, at, now)));
  }
  return [...lines, '', w.nothingDone()];
}

/** The same with what can be done next. */
export function tryCard(tx: Pick<Tx, 'now'>, t: Words, trigger: Trigger, tried: Tried): Message {
  const w = t.triggers;
  const { name, state } = trigger;
  return {
    title: w.tried(calledAs(t, trigger), tried.days),
    text: tryLines(tx, t, trigger, tried).join('\n'),
    buttons: [
      ...(state === 'off' ? [{ label: w.switchOn(), says: `/triggers ${name} on` }] : []),
      { label: calledAs(t, trigger), says: `/triggers ${name}` },
    ],
  };
}
