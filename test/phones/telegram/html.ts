import type { Obj } from '../obj.ts';

const TYPES: Record<string, string> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  span: 'spoiler',
  'tg-spoiler': 'spoiler',
  a: 'text_link',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  'tg-emoji': 'custom_emoji',
  'tg-time': 'date_time',
};
const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' };

export interface Parsed {
  text: string;
  entities: Obj[];
}

function unescapeAt(html: string, at: number): { text: string; length: number } {
  const match = /^&(?:(lt|gt|amp|quot)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));?/.exec(html.slice(at, at + 12));
  if (!match) return { text: '&', length: 1 };
  const code = match[2] ? Number(match[2]) : Number.parseInt(match[3] ?? '', 16);
  return { text: match[1] ? NAMED[match[1]]! : String.fromCodePoint(code), length: match[0].length };
}

/** Reads HTML as the platform does; gives its error text when it cannot. */
export function parseHtml(html: string): Parsed | { error: string } {
  const entities: Obj[] = [];
  const open: { tag: string; offset: number; attributes: string }[] = [];
  let text = '';
  let at = 0;
  const byte = () => Buffer.byteLength(html.slice(0, at));
  while (at < html.length) {
    const c = html[at]!;
    if (c === '&') {
      const { text: t, length } = unescapeAt(html, at);
      text += t;
      at += length;
      continue;
    }
    if (c !== '<') {
      text += c;
      at += 1;
      continue;
    }
    const end = html.indexOf('>', at);
    if (html[at + 1] === '/') {
      if (end < 0) return { error: `Unclosed end tag at byte offset ${byte()}` };
      const name = html
        .slice(at + 2, end)
        .trim()
        .toLowerCase();
      const last = open.pop();
      if (!last) return { error: `Unexpected end tag at byte offset ${byte()}` };
      if (name !== '' && name !== last.tag) {
        return { error: `Unmatched end tag at byte offset ${byte()}, expected "</${last.tag}>", found "</${name}>"` };
      }
      const url = /href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/.exec(last.attributes);
      const language = /class\s*=\s*"language-([^"]+)"/.exec(last.attributes)?.[1];
      if (text.length > last.offset) {
        entities.push({
          type: TYPES[last.tag],
          offset: last.offset,
          length: text.length - last.offset,
          ...(last.tag === 'a' && { url: url?.[1] ?? url?.[2] ?? url?.[3] ?? text.slice(last.offset) }),
          ...(language && { language }),
        });
      }
      at = end + 1;
      continue;
    }
    const start = /^<([a-zA-Z0-9-]*)([^>]*)>/.exec(html.slice(at));
    const tag = (start?.[1] ?? /^<([^\s/>]*)/.exec(html.slice(at))?.[1] ?? '').toLowerCase();
    if (!TYPES[tag]) return { error: `Unsupported start tag "${tag}" at byte offset ${byte()}` };
    if (!start) return { error: `Unclosed start tag at byte offset ${byte()}` };
    const attributes = start[2]!;
    if (tag === 'span' && !/class\s*=\s*["']tg-spoiler["']/.test(attributes)) {
      return { error: `Tag "span" must have class "tg-spoiler" at byte offset ${byte()}` };
    }
    open.push({ tag, offset: text.length, attributes });
    at += start[0].length;
  }
  const left = open.pop();
  if (left) return { error: `Can't find end tag corresponding to start tag "${left.tag}"` };
  entities.sort((a, b) => (a.offset as number) - (b.offset as number) || (b.length as number) - (a.length as number));
  return trimmed(text, entities);
}

/** The platform strips space around a text and moves the entities along. */
function trimmed(text: string, entities: Obj[]): Parsed {
  const lead = text.length - text.trimStart().length;
  const clean = text.trim();
  const kept = entities
    .map((e) => {
      const from = Math.max(0, (e.offset as number) - lead);
      const to = Math.min(clean.length, (e.offset as number) + (e.length as number) - lead);
      return { ...e, offset: from, length: to - from };
    })
    .filter((e) => e.length > 0);
  return { text: clean, entities: kept };
}
