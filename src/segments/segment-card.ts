import type { Segment } from '../../entities/segment.ts';
import type { Message } from '../chat/channel.ts';
import type { Tx } from '../transaction.ts';
import type { Words } from '../words/index.ts';
import { storedRule } from './inline-segments.ts';
import type { Look } from './look-at-people.ts';
import { tellBecause } from './tell-because.ts';
import { writeRule } from './write-rule.ts';

/** Who speaks, and in what words. */
export interface Reader {
  tx: Tx;
  t: Words;
  language: string;
}

/** A segment as people read it: its rule, how many, some of them with why, and what may be mistyped. */
export function segmentCard(reader: Reader, segment: Segment, look: Look, lead?: string): Message {
  const { t } = reader;
  const { id, name } = segment;
  const change = segment.rule ? [{ label: t.segments.change(), says: `/segment ${id} change` }] : [];
  return {
    title: t.segments.card(name),
    text: [lead, ...(segment.rule ? [ruleText(reader, segment)] : []), ...people(reader, look, !segment.rule)]
      .filter((line) => line !== undefined)
      .join('\n'),
    buttons: [
      ...change,
      { label: t.segments.export(), says: `/segment ${id} export` },
      { label: t.segments.retire(), says: `/segment ${id} retire` },
      { label: t.segments.all(), says: '/segment' },
    ],
  };
}

/** The rule as it is always written. */
export function ruleText({ tx, t, language }: Reader, { rule }: Pick<Segment, 'rule'>): string {
  return rule ? writeRule(storedRule(rule), language, tx.shop.currency) : t.segments.list();
}

/** How many, some of them, and what may be mistyped, line by line. */
export function people({ tx, t, language }: Reader, { count, samples, doubts }: Look, list: boolean): string[] {
  const say = t.segments;
  const telling = { shop: tx.shop, t, language, now: tx.now };
  return [
    list ? say.listCount(count) : say.count(count),
    ...(count > samples.length ? [say.some()] : []),
    ...samples.map(({ masked, because }) => say.sample(masked, say.why(tellBecause(telling, because)))),
    ...doubts.map(({ kind, name, near }) => say.doubt(kind, name, near)),
  ];
}
