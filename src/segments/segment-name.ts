import { isId } from '../lib/ids.ts';
import { cleanName, graphemes } from '../lib/plain-text.ts';
import { Refusal } from '../refusal.ts';

const MOST = 60;

/** A name for a segment: one line that can stand in a rule and before a colon. */
export function segmentName(typed: string): string {
  const name = cleanName(typed);
  if (!name || graphemes(name) > MOST || isId(name) || /[:："“”「」]/.test(name))
    throw new Refusal('segment-name', { most: MOST });
  return name;
}
