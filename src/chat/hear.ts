import { randomUUID } from 'node:crypto';
import { InboxEvent } from '../../entities/inbox-event.ts';
import type { App } from '../app.ts';
import { aliases, commandNamed } from '../commands/index.ts';
import { storable } from '../lib/plain-text.ts';
import { Refusal } from '../refusal.ts';
import { inSavepoint, inTransaction, isWeather, type Tx } from '../transaction.ts';
import { answerAgain } from './answer-of.ts';
import type { Hear, Heard, Inbound, Menu, Message } from './channel.ts';
import { converse } from './converse.ts';
import { type Marks, markAnswered } from './mark-answered.ts';
import { menuOf } from './menu.ts';
import { recognise } from './recognise.ts';
import { refusalMessage } from './refusal-message.ts';
import { rideAlong } from './ride-along.ts';
import { sealMessages } from './sealed.ts';

/** What hearing an event gave. */
export interface Answer {
  messages: Message[];
  menu?: Menu;
  again: boolean;
  key?: string;
}

/** What a person said earlier is not heard yet: it was acknowledged and only kept. Nothing of the later event was done. */
export class Overtakes extends Error {
  readonly earlier: Inbound[];
  constructor(earlier: Inbound[]) {
    super('What was said earlier comes first');
    this.earlier = earlier;
  }
}

/** Something that may answer an event faster than a transaction of its own can; undefined when it is not for it. */
export type Rush = (inbound: Inbound) => Promise<Answer | undefined>;

/** The ways around a transaction of one's own: for claims, and for redemptions by staff who say one thing at a time. */
export interface Rushes {
  claim: Rush;
  redeem?: Rush;
}

/**
 * The bot is this function. An event has its effect once: what it does and what it answers commit together under the
 * event's id, and whoever hears it again says the same. Throws only the weather (database down).
 */
export function openHear(app: App, rush: Rushes): Hear & { marks: Marks } {
  const marks = markAnswered(app);
  const inLine = lines();
  const heard = ({ channel, id }: Inbound, { messages, menu, again, key }: Answer): Heard => {
    const answer: Heard = { messages, again, answered: () => marks.mark(channel, id) };
    if (key) answer.key = key;
    if (menu) answer.menu = menu;
    return answer;
  };
  const hear = async (said: Inbound): Promise<Heard> => {
    const text = storable(said.text);
    const inbound = text === said.text ? said : { ...said, text };
    try {
      const claimed = await rush.claim(inbound);
      if (claimed) return heard(inbound, claimed);
      const answer = await inLine(`${inbound.channel}:${inbound.from}`, async (alone) => {
        const redeemed = alone ? await rush.redeem?.(inbound) : undefined;
        return redeemed ?? inTransaction(app, (tx) => hearOnce(tx, inbound));
      });
      return heard(inbound, answer);
    } catch (error) {
      if (isWeather(error) || error instanceof Overtakes) throw error;
      app.log.error({ event: inbound.id, channel: inbound.channel, error: describe(error) }, 'A command failed');
      return heard(inbound, await inTransaction(app, (tx) => apologise(tx, inbound)));
    }
  };
  return Object.assign(hear, { marks });
}

/** Tells work whether anything else is under way for the same person. */
function lines() {
  const underWay = new Map<string, number>();
  return async <T>(who: string, work: (alone: boolean) => Promise<T>): Promise<T> => {
    const beside = underWay.get(who) ?? 0;
    underWay.set(who, beside + 1);
    try {
      return await work(beside === 0);
    } finally {
      const left = underWay.get(who)! - 1;
      if (left > 0) underWay.set(who, left);
      else underWay.delete(who);
    }
  };
}

async function hearOnce(tx: Tx, inbound: Inbound): Promise<Answer> {
  const begun = await begin(tx, inbound);
  if (typeof begun !== 'string') return begun;
  const person = await recognise(tx, inbound);
  const words = aliases(tx.shop);
  let messages: Message[];
  try {
    messages = await inSavepoint(tx, (inner) => converse(inner, person, inbound, words, commandNamed));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    messages = [refusalMessage(tx.shop, person.language, error)];
    await error.remember?.(tx);
  }
  if (messages.length > 0) messages.push(...(await rideAlong(tx, person, 5 - messages.length)));
  return { ...(await finish(tx, inbound, messages, menuOf(person))), key: begun };
}

async function begin(tx: Tx, { channel, id, from, text }: Inbound): Promise<Answer | string> {
  // One line at a time for each person: what they said first is done first, over all processes.
  await tx.db.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${channel}:${from}`]);
  const key = randomUUID();
  const written = await tx.db.query(
    `insert into inbox_event (channel, event_id, address, heard_at, retry_key) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning (${EARLIER}) as earlier`,
    [channel, id, from, tx.now, key],
  );
  if (written[0]?.earlier && !TAKES_BACK.test(text)) throw new Overtakes(written[0].earlier);
  if (written.length > 0) return key;
  const event = await tx.db.findOneByOrFail(InboxEvent, { channel, eventId: id });
  return { ...(await answerAgain(tx.db, tx.shop, event)), again: true, key: event.retryKey };
}

// Who takes a line back wants it not to be heard at all.
const TAKES_BACK = /^\/unsend\b/;
const EARLIER = `
select json_agg(w.inbound order by w.kept) from inbox_waiting w
where w.channel = $1 and w.inbound ->> 'from' = $3 and w.event_id <> $2
  and w.kept < coalesce((select o.kept from inbox_waiting o where o.channel = $1 and o.event_id = $2), w.kept + 1)`;

async function finish(tx: Tx, { channel, id }: Inbound, messages: Message[], menu?: Menu): Promise<Answer> {
  const answer = { messages: sealMessages(messages), ...(menu ? { menu } : {}) };
  const answeredAt = messages.length === 0 ? tx.now : null;
  await tx.db.query('update inbox_event set answer = $3, answered_at = $4 where channel = $1 and event_id = $2', [
    channel,
    id,
    answer,
    answeredAt,
  ]);
  await tx.db.query('delete from inbox_waiting where channel = $1 and event_id = $2', [channel, id]);
  return { messages, again: false, ...(menu ? { menu } : {}) };
}

/** A bug: nothing of the command was done. The person is told, and the event is not tried for ever. */
async function apologise(tx: Tx, inbound: Inbound): Promise<Answer> {
  const begun = await begin(tx, inbound);
  if (typeof begun !== 'string') return begun;
  const language = (await recognise(tx, inbound)).language;
  return { ...(await finish(tx, inbound, [{ text: tx.shop.words(language).chat.apology() }])), key: begun };
}

function describe(error: unknown): string {
  return error instanceof Error
    ? `${error.name}: ${error.message.slice(0, 300)}\n${error.stack?.split('\n').slice(1, 6).join('\n')}`
    : 'unknown';
}
