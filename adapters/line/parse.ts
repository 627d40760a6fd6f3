import type { Inbound } from '../../src/chat/channel.ts';

/** An event that the house is to hear, and the token that answers it for free. */
export interface Said {
  inbound: Inbound;
  replyToken?: string;
  /** The person has just become a friend. */
  follow: boolean;
}

/** What a webhook's body says: what to hear, and the tokens of commands given in groups. */
export interface Parsed {
  said: Said[];
  inGroup: string[];
}

type Loose = { [key: string]: unknown } | undefined;

/** Reads a body. Whatever is no event of a person that we know of is left out. */
export function parse(body: unknown): Parsed {
  const parsed: Parsed = { said: [], inGroup: [] };
  const events = loose(body)?.events;
  if (!Array.isArray(events)) return parsed;
  for (const one of events) {
    const event = loose(one);
    // In standby another module speaks with the person.
    if (!event || event.mode === 'standby') continue;
    const source = loose(event.source);
    const text = lineOf(event);
    if (!source || text === undefined) continue;
    if (source.type === 'group' || source.type === 'room') {
      const token = string(event.replyToken);
      if (token && event.type === 'message' && /^\/[a-z]/i.test(text)) parsed.inGroup.push(token);
      continue;
    }
    const said = saidBy(source, event, text);
    if (said) parsed.said.push(said);
  }
  return parsed;
}

function saidBy(source: Loose, event: Loose, text: string): Said | undefined {
  const from = string(source?.userId);
  const message = string(loose(event?.message)?.id);
  const replyToken = string(event?.replyToken);
  const id = string(event?.webhookEventId) ?? message ?? replyToken;
  if (!from || !id) return undefined;
  const inbound: Inbound = { id, channel: 'line', from, text };
  if (message) inbound.message = message;
  return { inbound, follow: event?.type === 'follow', ...(replyToken && { replyToken }) };
}

/** The event as one line of text; undefined for what nobody is to hear. */
function lineOf(event: NonNullable<Loose>): string | undefined {
  switch (event.type) {
    case 'message': {
      const message = loose(event.message);
      // A sticker or a picture says nothing that we can read, and still deserves an answer.
      return message?.type === 'text' ? (string(message.text) ?? '').toWellFormed() : '';
    }
    case 'postback':
      return (string(loose(event.postback)?.data) ?? '').toWellFormed();
    case 'follow':
      return '/start';
    case 'unfollow':
      return '/blocked';
    case 'unsend':
      return `/unsend ${string(loose(event.unsend)?.messageId) ?? ''}`.trim();
    default:
      return undefined;
  }
}

const loose = (value: unknown): Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : undefined;
const string = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined);
