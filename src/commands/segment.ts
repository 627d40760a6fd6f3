import type { Button, Message } from '../chat/channel.ts';
import { clip } from '../lib/plain-text.ts';
import { Refusal } from '../refusal.ts';
import { changeSegment } from '../segments/change-segment.ts';
import { createSegment } from '../segments/create-segment.ts';
import { segmentPath } from '../segments/export-link.ts';
import { findSegment, lookUpSegment } from '../segments/find-segment.ts';
import { listSegments } from '../segments/list-segments.ts';
import { lookAtSegment, tryRule } from '../segments/look-at-people.ts';
import { readRule } from '../segments/read-rule.ts';
import { retireSegment } from '../segments/retire-segment.ts';
import { people, type Reader, ruleText, segmentCard } from '../segments/segment-card.ts';
import { segmentName } from '../segments/segment-name.ts';
import { writeRule } from '../segments/write-rule.ts';
import { type Actor, authorise, may } from '../staff/actor.ts';
import type { Command, Said } from './command.ts';
import { staffOnly } from './staff-only.ts';

const PAGE = 6;
/** In place of a rule: nobody yet, to be filled from a file. */
const LIST = /^(list|名單|名单)$/i;

/** `/segment [page | new NAME: RULE | try RULE | NAME [change RULE | retire | export] | NAME: RULE]` */
export const segment: Command = {
  name: 'segment',
  who: 'staff',
  async run(said) {
    const by = staffOnly(said);
    authorise(by, 'publish');
    const { args } = said;
    if (!args || /^\d{1,3}$/.test(args)) return list(said, by, Math.max(1, Number(args) || 1));
    const [, verb = '', rest = ''] = /^(new|try)(?:\s+([\s\S]*))?$/i.exec(args) ?? [];
    if (verb.toLowerCase() === 'new') return begin(said, by, rest);
    if (verb.toLowerCase() === 'try') return attempt(said, by, rest);
    return one(said, by, args);
  },
};

const readerOf = ({ tx, t, person }: Said): Reader => ({ tx, t, language: person.language });

async function list(said: Said, by: Actor, page: number): Promise<Message> {
  const { t, tx } = said;
  const { segments, total } = await listSegments(tx, by, page, PAGE);
  if (segments.length === 0 && page > 1) return list(said, by, 1);
  const begins = { label: t.segments.begin(), says: '/segment new' };
  if (segments.length === 0) return { title: t.segments.title(), text: t.segments.none(), buttons: [begins] };
  const pages = Math.ceil(total / PAGE);
  const lines = segments.map((each) => t.segments.line(each.name, ruleText(readerOf(said), each)));
  const buttons: Button[] = segments.map(({ id, name }) => ({ label: clip(name, 20), says: `/segment ${id}` }));
  if (page > 1) buttons.push({ label: t.chat.back(), says: `/segment ${page - 1}` });
  if (page < pages) buttons.push({ label: t.chat.more(), says: `/segment ${page + 1}` });
  const foot = pages > 1 ? [t.coupons.page(page, pages)] : [];
  return { title: t.segments.title(), text: [...lines, ...foot].join('\n\n'), buttons: [...buttons, begins] };
}

/** `NAME: RULE` at once, or the name first and then the rule. */
async function begin(said: Said, by: Actor, rest: string): Promise<Message> {
  const { tx, t, ask } = said;
  const cancel = { label: t.chat.cancel(), says: '/segment' };
  const [, typed = '', text = ''] = /^([^:：]*)[:：]?([\s\S]*)$/.exec(rest)!;
  if (!typed.trim()) {
    ask('/segment new');
    return { text: t.segments.askName(), buttons: [cancel] };
  }
  if (!text.trim()) {
    const name = segmentName(typed);
    ask(`/segment new ${name}:`);
    return { text: t.segments.askRule(name), buttons: [cancel] };
  }
  const rule = LIST.test(text.trim()) ? null : readRule(text, tx.shop.currency);
  const made = await createSegment(tx, by, { name: typed, rule });
  return segmentCard(
    readerOf(said),
    made,
    await lookAtSegment(tx, by, made),
    rule ? t.segments.made(made.name) : t.segments.madeList(made.name),
  );
}

/** A rule that is kept nowhere. */
async function attempt(said: Said, by: Actor, text: string): Promise<Message> {
  const { tx, t } = said;
  const { rule, look } = await tryRule(tx, by, readRule(text, tx.shop.currency));
  const lines = [writeRule(rule, said.person.language, tx.shop.currency), ...people(readerOf(said), look, false)];
  return {
    title: t.segments.trial(),
    text: lines.join('\n'),
    buttons: [{ label: t.segments.all(), says: '/segment' }],
  };
}

/** A segment by its name or id, and what is done with it. A name may have spaces, and end in what is a verb elsewhere. */
async function one(said: Said, by: Actor, args: string): Promise<Message> {
  const { tx } = said;
  const named = await lookUpSegment(tx, args);
  if (named) return segmentCard(readerOf(said), named, await lookAtSegment(tx, by, named));
  const [, called = args, verb = '', rest = ''] =
    /^([\s\S]*?)\s+(change|retire|export)(?:\s+([\s\S]*))?$/i.exec(args) ??
    /^([^:：]+)()[:：]([\s\S]*)$/.exec(args) ??
    [];
  if (verb.toLowerCase() === 'retire') return retire(said, by, called, rest);
  if (verb.toLowerCase() === 'export') return exported(said, by, called);
  if (verb || rest.trim()) return change(said, by, called, rest);
  const found = await findSegment(tx, called);
  return segmentCard(readerOf(said), found, await lookAtSegment(tx, by, found));
}

async function change(said: Said, by: Actor, called: string, text: string): Promise<Message> {
  const { tx, t, ask } = said;
  const found = await findSegment(tx, called);
  if (!found.rule) throw new Refusal('segment-is-list', { name: found.name });
  if (!text.trim()) {
    ask(`/segment ${found.id} change`);
    const cancel = { label: t.chat.cancel(), says: `/segment ${found.id}` };
    return { text: t.segments.askChange(found.name, ruleText(readerOf(said), found)), buttons: [cancel] };
  }
  const changed = await changeSegment(tx, by, found.id, readRule(text, tx.shop.currency));
  return segmentCard(readerOf(said), changed, await lookAtSegment(tx, by, changed), t.segments.changed(changed.name));
}

/** Who is in and why, as a table; its link ends, for names stand in it. */
async function exported({ tx, t, person }: Said, by: Actor, called: string): Promise<Message> {
  const found = await findSegment(tx, called);
  const back = { label: t.chat.back(), says: `/segment ${found.id}` };
  const base = tx.shop.publicUrl ?? (person.identity.channel === 'web' ? '' : undefined);
  if (base === undefined) return { text: t.segments.exportNowhere(), buttons: [back] };
  const what = { segmentId: found.id, staffId: person.staff!.id, language: person.language };
  const opens = `${base}${segmentPath(tx.shop, what, tx.now)}`;
  return {
    text: t.segments.exported(found.name, may(by, 'export')),
    buttons: [{ label: t.reports.table(), opens }, back],
  };
}

async function retire({ tx, t }: Said, by: Actor, called: string, rest: string): Promise<Message> {
  const { id, name } = await findSegment(tx, called);
  const all = { label: t.segments.all(), says: '/segment' };
  if (rest !== 'yes') {
    const yes = { label: t.segments.yesRetire(), says: `/segment ${id} retire yes` };
    return { text: t.segments.confirmRetire(name), buttons: [yes, { ...all, label: t.chat.cancel() }] };
  }
  await retireSegment(tx, by, id);
  return { text: t.segments.retired(name), buttons: [all] };
}
