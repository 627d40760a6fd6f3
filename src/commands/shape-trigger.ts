import type { Trigger } from '../../entities/trigger.ts';
import { readTexts } from '../campaigns/draft/read-texts.ts';
import { readMoment } from '../campaigns/draft/read-times.ts';
import { isNone } from '../campaigns/draft/step.ts';
import type { Button, Message } from '../chat/channel.ts';
import { readTag } from '../customers/tags.ts';
import { Refusal } from '../refusal.ts';
import type { Actor } from '../staff/actor.ts';
import { calledAs } from '../triggers/called-as.ts';
import { blanksKnown, unfillable } from '../triggers/fill-blanks.ts';
import { isOwable, MOST_TEXT, type Rule, ruleSchema } from '../triggers/rule.ts';
import { type Act, asSeen, back, changed } from './change-trigger.ts';
import type { Said } from './command.ts';

const UNITS: [RegExp, number][] = [
  [/^(m|min|minutes?|分|分鐘|分钟)$/i, 1],
  [/^(h|hours?|小時|小时)$/i, 60],
  [/^(d|days?|天|日)$/i, 24 * 60],
];

/** What else can be different about a trigger, each by a verb. Without more it asks. */
export const shapes: Record<string, Act> = {
  async more(said, _by, trigger) {
    const w = said.t.triggerActs;
    const { labels } = w;
    const { give, when, class: kind } = trigger.rule as Rule;
    const act = (label: string, verb: string) => ({ label, says: `${asSeen(trigger)} ${verb}` });
    const owed = isOwable(when) ? [act(labels.owed(), 'owed yes')] : [];
    return {
      text: w.moreOf(calledAs(said.t, trigger)),
      buttons: [
        act(labels.until(), 'until'),
        act(labels.who(), 'who'),
        act(labels.points(), 'points'),
        act(labels.delay(), 'delay'),
        act(labels.once(), 'once'),
        act(labels.tag(), 'tag'),
        give.tellStaff ? act(labels.noStaff(), 'staff no') : act(labels.staff(), 'staff yes'),
        ...(kind === 'notice' ? [act(labels.offer(), 'owed no')] : owed),
        back(said, trigger),
      ],
    };
  },

  async text(said, by, trigger, rest) {
    if (!rest) return asked(said, trigger, 'text', said.t.triggerActs.askText(MOST_TEXT), said.t.triggerActs.noText());
    if (isNone(rest)) return given(said, by, trigger, { text: undefined });
    // A line that names its language, else all of it in the language of who writes.
    const named = rest
      .split('\n')
      .every((line) => !line.trim() || /^\s*(en|zh|english|繁|简)[^\s:：]*\s*[:：]/i.test(line));
    const texts = named
      ? readTexts(rest, said.tx.shop.language, MOST_TEXT)
      : rest.length <= MOST_TEXT && { [said.person.language]: rest };
    if (!texts) throw new Refusal('text-too-long', { most: MOST_TEXT });
    for (const text of Object.values(texts)) {
      const blank = unfillable(text);
      if (blank) throw new Refusal('blank-unknown', { blank, known: blanksKnown });
    }
    return given(said, by, trigger, { text: { ...(trigger.rule as Rule).give.text, ...texts } });
  },

  async points(said, by, trigger, rest) {
    const points = Number(rest.normalize('NFKC').replaceAll(',', ''));
    if (isNone(rest) || rest === '0') return given(said, by, trigger, { points: undefined });
    if (!rest || !Number.isInteger(points) || points < 1 || points > 1e6)
      return asked(said, trigger, 'points', said.t.triggerActs.askPoints(), said.t.triggerActs.none());
    return given(said, by, trigger, { points });
  },

  async tag(said, by, trigger, rest) {
    if (!rest) return asked(said, trigger, 'tag', said.t.triggerActs.askTag(), said.t.triggerActs.none());
    return given(said, by, trigger, { tag: isNone(rest) ? undefined : readTag(rest) });
  },

  staff: (said, by, trigger, rest) => given(said, by, trigger, { tellStaff: rest === 'yes' ? true : undefined }),

  owed: (said, by, trigger, rest) => shaped(said, by, trigger, { class: rest === 'yes' ? 'notice' : 'marketing' }),

  async delay(said, by, trigger, rest) {
    const { askDelay, atOnce } = said.t.triggerActs;
    const [, count = '', unit = ''] = /^(\d{1,4})\s*(\S+)$/.exec(rest.normalize('NFKC')) ?? [];
    const minutes = Number(count) * (UNITS.find(([word]) => word.test(unit))?.[1] ?? Number.NaN);
    if (isNone(rest)) return shaped(said, by, trigger, { delayMinutes: 0 });
    const read = ruleSchema.shape.delayMinutes.safeParse(minutes);
    if (!rest || !read.success) return asked(said, trigger, 'delay', askDelay(), atOnce());
    return shaped(said, by, trigger, { delayMinutes: read.data });
  },

  async once(said, by, trigger, rest) {
    const w = said.t.triggerActs;
    if (isNone(rest)) return shaped(said, by, trigger, { once: 'occurrence' });
    const read = ruleSchema.shape.once.safeParse(/^ever$/i.test(rest) ? 'ever' : { days: Number.parseInt(rest, 10) });
    if (rest && read.success) return shaped(said, by, trigger, { once: read.data });
    const ever = { label: w.onceEver(), says: `${asSeen(trigger)} once ever` };
    return asked(said, trigger, 'once', w.askOnce(), w.everyTime(), [ever]);
  },

  async until(said, by, trigger, rest) {
    const { tx, t } = said;
    if (!rest) return asked(said, trigger, 'until', t.triggerActs.askUntil(), t.triggerActs.noEnd());
    if (isNone(rest)) return changed(said, by, trigger, { endsAt: null });
    const endsAt = readMoment(rest, tx.now, tx.shop.zone, 'through');
    if (!endsAt) throw new Refusal('time-unreadable', { now: tx.now });
    if (endsAt <= tx.now) throw new Refusal('time-past', { at: endsAt, now: tx.now });
    return changed(said, by, trigger, { endsAt });
  },
};

/** Asks for the rest of a verb; `none` leaves it out. */
function asked(
  { t, ask }: Said,
  trigger: Trigger,
  verb: string,
  text: string,
  none: string,
  more: Button[] = [],
): Message {
  ask(`${asSeen(trigger)} ${verb}`);
  const without = { label: none, says: `${asSeen(trigger)} ${verb} none` };
  return { text, buttons: [...more, without, { label: t.chat.back(), says: `/triggers ${trigger.name}` }] };
}

type Give = { [K in keyof Rule['give']]?: Rule['give'][K] | undefined };

function given(said: Said, by: Actor, trigger: Trigger, give: Give): Promise<Message> {
  const all = { ...(trigger.rule as Rule).give, ...give };
  const kept = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  return shaped(said, by, trigger, { give: kept as Rule['give'] });
}

const shaped = (said: Said, by: Actor, trigger: Trigger, rule: Partial<Rule>): Promise<Message> =>
  changed(said, by, trigger, { rule: { ...(trigger.rule as Rule), ...rule } });
