import { readTag } from '../customers/tags.ts';
import { type Birthday, doubtOfBirthday } from '../doubts/rules.ts';
import { readPhone } from '../imports/read-phone.ts';
import type { Civil } from '../lib/dates.ts';

// Whatever an import would read otherwise than it stands here is left out, or it would come back as something new.

/** A birthday as an import reads it; empty when no import would take it. */
export function birthdayCell({ mmdd, year }: Birthday, today: Civil): string {
  const wrong = doubtOfBirthday({ mmdd, year }, today);
  if (wrong === 'no-day' || wrong === 'not-born') return '';
  const day = `${String(Math.floor(mmdd / 100)).padStart(2, '0')}-${String(mmdd % 100).padStart(2, '0')}`;
  return year === null ? day : `${year}-${day}`;
}

/** A number with its plus. */
export function phoneCell(digits: string): string {
  return same(() => readPhone('phone', `+${digits}`, undefined) === digits) ? `+${digits}` : '';
}

/** Tags with commas between them. */
export function tagsCell(tags: readonly string[]): string {
  return tags.filter((tag) => !tag.includes('|') && same(() => readTag(tag) === tag)).join(', ');
}

/** An address or a number in another system. */
export function addressCell(address: string | null): string {
  return address && address === address.trim() && !address.startsWith("'") ? address : '';
}

function same(read: () => boolean): boolean {
  try {
    return read();
  } catch {
    return false;
  }
}
