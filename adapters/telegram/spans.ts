/** A piece of visible text, perhaps bold or fixed-width. */
export interface Span {
  text: string;
  tag?: 'b' | 'code';
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Telegram's HTML of the spans. */
export function html(spans: Span[]): string {
  return spans
    .map(({ text, tag }) => {
      const safe = text.replace(/[&<>"]/g, (sign) => ESCAPES[sign]!);
      return tag && text.trim() ? `<${tag}>${safe}</${tag}>` : safe;
    })
    .join('');
}

/** What a person reads. */
export const visible = (spans: Span[]): string => spans.map(({ text }) => text).join('');

/**
 * Cuts spans into messages of at most `first`, then `rest` UTF-16 units: at line ends where there are any, else at
 * spaces, else between graphemes, and never within a code. Only the white space at a cut goes.
 */
export function split(spans: Span[], first: number, rest: number): Span[][] {
  const text = visible(spans);
  const parts: Span[][] = [];
  let from = 0;
  while (from < text.length) {
    const most = parts.length === 0 ? first : rest;
    const to = text.length - from <= most ? text.length : cutBefore(text, from, most, spans);
    const part = slice(spans, from, to);
    if (visible(part).trim()) parts.push(part);
    from = to;
    while (from < text.length && /\s/.test(text[from]!)) from += 1;
  }
  return parts;
}

function cutBefore(text: string, from: number, most: number, spans: Span[]): number {
  const room = text.slice(from, from + most + 1);
  let at = room.lastIndexOf('\n');
  if (at < most / 4) at = Math.max(at, room.lastIndexOf(' '));
  if (at < most / 4) {
    const near = graphemes.segment(text.slice(from, from + most + 64)).containing(most);
    at = near && near.index > 0 ? near.index : most;
    if (/[\uDC00-\uDFFF]/.test(text[from + at] ?? '')) at -= 1;
  }
  let start = 0;
  for (const span of spans) {
    const end = start + span.text.length;
    if (span.tag === 'code' && start > from && start < from + at && end > from + at) return start;
    start = end;
  }
  return from + at;
}

function slice(spans: Span[], from: number, to: number): Span[] {
  const part: Span[] = [];
  let start = 0;
  for (const span of spans) {
    const text = span.text.slice(Math.max(0, from - start), Math.max(0, to - start));
    if (text) part.push({ ...span, text });
    start += span.text.length;
  }
  return part;
}
