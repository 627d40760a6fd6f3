import { inLanguage } from '../campaigns/terms.ts';
import { clip } from '../lib/plain-text.ts';
import type { Reader } from './reader.ts';
import type { Entry } from './timeline-kinds.ts';

/** Texts that people wrote, and how much of them a line has room for. */
const SAID = ['words', 'note', 'reason'];
const LONGEST = 200;

/** What happened, in the words of whoever reads it. */
export function tellEntry({ t, tx, language }: Reader, { kind, facts }: Entry): string {
  const named = 'names' in facts ? { name: inLanguage(facts.names as never, language, tx.shop.language) } : {};
  const word = (all: Record<string, unknown>, key: unknown) => {
    const found = all[String(key)];
    return typeof found === 'function' ? String(found()) : String(found ?? key);
  };
  const spoken = {
    ...('channel' in facts && { channel: t.customers.channel(String(facts.channel)) }),
    ...Object.fromEntries(
      SAID.flatMap((one) => (typeof facts[one] === 'string' ? [[one, clip(facts[one], LONGEST)]] : [])),
    ),
    ...(kind === 'survey' && {
      reason: facts.reason && word(t.feedback.reasons, facts.reason),
      wish: facts.wish && word(t.survey.wishes, facts.wish),
    }),
    ...(kind === 'points' && { reason: word(t.customers.reason, facts.reason) }),
    ...(kind === 'effect' && {
      trigger: word(t.triggers.names, facts.trigger),
      reason: word(t.triggers.reasons, facts.reason),
    }),
  };
  return t.dossier.did[kind]({ ...facts, ...named, ...spoken } as never);
}
