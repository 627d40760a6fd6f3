import type { App } from '../../../src/app.ts';
import type { Message } from '../../../src/chat/channel.ts';
import { sealMessages, unsealMessages } from '../../../src/chat/sealed.ts';
import { isId } from '../../../src/lib/ids.ts';
import type { Line } from './wire.ts';

type Memory = Pick<App, 'database' | 'shop'>;

interface Row {
  id: string;
  said_by: string;
  key: string;
  messages: object[] | { edits: number; messages: object[] };
  at: Date;
}

// Lines of one address are numbered in the order they become visible, so that "all after the last I saw" misses none.
const INSERT = `
  with turn as materialized (select pg_advisory_xact_lock(hashtextextended('web_message ' || $1, 0)))
  insert into web_message (address, said_by, key, messages, at)
  select $1, $2, $3, $4::jsonb, $5 from turn on conflict (address, key) do nothing`;

const COLUMNS = 'id, said_by, key, messages, at';

/** Writes a line once under its key and gives it back, the old one where there was one. */
export async function writeLine(
  memory: Memory,
  line: { address: string; saidBy: 'customer' | 'shop'; key: string; messages: Message[]; at: Date },
): Promise<Line> {
  const { address, saidBy, key, messages, at } = line;
  await memory.database.query(INSERT, [address, saidBy, key, JSON.stringify(sealMessages(messages)), at]);
  const rows: Row[] = await memory.database.query(
    `select ${COLUMNS} from web_message where address = $1 and key = $2`,
    [address, key],
  );
  return lineOf(memory)(rows[0]!);
}

/** Changes a line of the shop, and tells pages so by a line that stands for the change. False when there is none. */
export async function editLine(memory: Memory, address: string, ref: string, messages: Message[], at: Date) {
  if (!/^\d{1,18}$/.test(ref)) return false;
  const { database } = memory;
  const sealed = sealMessages(messages);
  const [, changed] = await database.query(
    `update web_message set messages = $3::jsonb where address = $1 and id = $2 and said_by = 'shop' and key not like 'edit:%'`,
    [address, ref, JSON.stringify(sealed)],
  );
  if (changed === 0) return false;
  // Only the newest change counts; a message that shows progress would leave hundreds.
  await database.query(`delete from web_message where address = $1 and key like $2`, [address, `edit:${ref}:%`]);
  const key = `edit:${ref}:${crypto.randomUUID()}`;
  await database.query(INSERT, [address, 'shop', key, JSON.stringify({ edits: Number(ref), messages: sealed }), at]);
  return true;
}

/** Everything after a line, oldest first, edits included. */
export async function linesAfter(memory: Memory, address: string, after: number, most: number): Promise<Line[]> {
  const sql = `select ${COLUMNS} from web_message where address = $1 and id > $2 order by id limit $3`;
  return ((await memory.database.query(sql, [address, after, most])) as Row[]).map(lineOf(memory));
}

/** A page of the past, oldest first, and the number of the newest line of all. */
export async function pastLines(memory: Memory, address: string, before: number | undefined, most: number) {
  // Asked first: what comes between the two questions is then told twice rather than never.
  const [{ last }] = await memory.database.query(
    `select coalesce(max(id), 0) as last from web_message where address = $1`,
    [address],
  );
  const rows: Row[] = await memory.database.query(
    `select ${COLUMNS} from web_message
      where address = $1 and key not like 'edit:%' and ($2::bigint is null or id < $2) order by id desc limit $3`,
    [address, before ?? null, most + 1],
  );
  return { lines: rows.slice(0, most).reverse().map(lineOf(memory)), more: rows.length > most, last: Number(last) };
}

/** Which of these addresses have lines after the last that was seen of each. */
export async function addressesWithNews(memory: Memory, seen: Map<string, number>): Promise<string[]> {
  const rows: { address: string }[] = await memory.database.query(
    `select address from unnest($1::text[], $2::bigint[]) as seen (address, last)
      where exists (select from web_message m where m.address = seen.address and m.id > seen.last)`,
    [[...seen.keys()], [...seen.values()]],
  );
  return rows.map((row) => row.address);
}

/**
 * The key of a line that the outbox sends. An answer that nobody got in time comes by that way too, and has the key of
 * the answer that may have been written after all: it is there once.
 */
export async function keyOfSent(memory: Memory, key: string): Promise<string> {
  if (!isId(key)) return key;
  const [answer] = await memory.database.query(
    `select substr(subject, length('answer:web:') + 1) as event from delivery
      where id = $1::uuid and subject like 'answer:web:%'`,
    [key],
  );
  return answer ? `answer:${answer.event}` : key;
}

const lineOf =
  ({ shop }: Memory) =>
  ({ id, said_by, key, messages, at }: Row): Line => {
    const line = { id: Number(id), from: said_by === 'shop' ? 'shop' : 'me', at: at.toISOString() } as const;
    if (!Array.isArray(messages)) {
      return { ...line, edits: messages.edits, messages: unsealMessages(shop, messages.messages) };
    }
    return {
      ...line,
      ...(key.startsWith('said:') && { said: key.slice(5) }),
      messages: unsealMessages(shop, messages),
    };
  };
