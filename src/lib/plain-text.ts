const segments = new Intl.Segmenter('en', { granularity: 'grapheme' });
// Control, bidirectional, zero-width (but the joiner inside emoji), tags, private use and unpaired surrogates.
const HOSTILE =
  /(?!\n)[\p{Cc}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}\u00ad\u061c\u115f\u1160\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\u{e0000}-\u{e0fff}]/gu;

/** Text that the database can keep: without NUL and half characters, which JSON can spell and no person can type. */
export function storable(text: string): string {
  return text.isWellFormed() && !text.includes('\0') ? text : text.toWellFormed().replaceAll('\0', '');
}

/** Cuts to at most `most` graphemes, ending in `…` when something was cut. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  const parts = [...segments.segment(text)];
  return parts.length <= most
    ? text
    : `${parts
        .slice(0, most - 1)
        .map((part) => part.segment)
        .join('')}…`;
}

/** Length in graphemes, as a person counts letters. */
export function graphemes(text: string): number {
  return [...segments.segment(text)].length;
}

/** A display name as we keep it: one line, no control or bidi characters, at most 64 graphemes; undefined when nothing is left. */
export function cleanName(name: string | undefined): string | undefined {
  const clean = (name ?? '')
    .toWellFormed()
    .normalize('NFC')
    .replace(HOSTILE, '')
    .replace(/(?:\s|\u034f)+/gu, ' ')
    .trim();
  // A grapheme may carry any number of combining marks; more than four are there to deface.
  return clean ? clip(clean.replace(/(\p{M}{4})\p{M}+/gu, '$1'), 64) : undefined;
}

/** Text of a marketer or a person with lines kept and everything hostile stripped. */
export function cleanText(text: string): string {
  return text.toWellFormed().replace(/\r\n?/g, '\n').replace(HOSTILE, '').trim();
}

/** First letter and stars: enough to recognise the person in front of you, not to know them. */
export function maskName(name: string | null): string {
  const first = name ? [...segments.segment(name)][0]?.segment : undefined;
  return `${first ?? ''}***`;
}
