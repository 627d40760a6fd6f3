import { In } from 'typeorm';
import { Segment } from '../../entities/segment.ts';
import { inLanguage } from '../campaigns/terms.ts';
import { clip } from '../lib/plain-text.ts';
import type { Tx } from '../transaction.ts';
import type { Words } from '../words/index.ts';
import type { Plan } from './plan.ts';
import type { Preflight } from './preflight.ts';

const MOST = 120;

/** Lines about who is meant, with what text, and who of them gets what; none when everybody gets the campaign as it is. */
export async function describePlan(
  { db, shop }: Tx,
  t: Words,
  language: string,
  plan: Plan,
  { variants }: Preflight,
): Promise<string[]> {
  const { audience } = t;
  const ids = [...(plan.segment ? [plan.segment] : []), ...plan.variants.map(({ segment }) => segment)];
  const found = ids.length > 0 ? await db.findBy(Segment, { id: In(ids) }) : [];
  const nameOf = (id: string) => found.find((one) => one.id === id)?.name ?? '';
  const lines: string[] = [];
  if (plan.segment) lines.push(audience.meant(nameOf(plan.segment)));
  const text = inLanguage(plan.texts, language, shop.language);
  if (text) lines.push(audience.text(clip(text, MOST)));
  const called = (at: number) => inLanguage(variants[at]!.campaign.terms.name, language, shop.language);
  for (const [at, { segment }] of plan.variants.entries())
    lines.push(audience.gets(nameOf(segment), called(at + 1), variants[at + 1]!.people));
  if (plan.rest === 'nothing') lines.push(audience.restNothing());
  else if (plan.variants.length > 0) lines.push(audience.gets(audience.theRest(), called(0), variants[0]!.people));
  return lines;
}
