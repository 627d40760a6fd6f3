import { Refusal } from '../refusal.ts';
import type { Actor } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { asSeenBy } from './as-seen-by.ts';
import { openDossier } from './open-dossier.ts';
import { type Entry, type Kind, kinds, sources } from './timeline-kinds.ts';

const CURSOR = /^([0-9a-z]{1,9})-([a-z][0-9a-f]{11})$/;

/** Names an entry, so that a page can begin after it; at most 22 characters, for it goes into buttons. */
export function cursorOf({ at, key }: Pick<Entry, 'at' | 'key'>): string {
  return `${at.getTime().toString(36)}-${key}`;
}

function readCursor(text: string): { at: Date; key: string } {
  const [, at = '', key = ''] = CURSOR.exec(text) ?? [];
  const ms = Number.parseInt(at, 36);
  if (!key || ms > 8.64e15) throw new Refusal('cursor-unknown');
  return { at: new Date(ms), key };
}

/**
 * What happened between a person and the shop, the newest first: everything, or only some kinds. `next` is the cursor of
 * the page after this one. Whoever was linked with them is them.
 */
export async function customerTimeline(
  tx: Tx,
  customerId: string,
  { before, only = kinds, most = 20 }: { before?: string; only?: readonly Kind[]; most?: number },
): Promise<{ entries: Entry[]; next: string | undefined }> {
  const from = before ? readCursor(before) : undefined;
  const parts = only.map(part);
  const rows: Entry[] = await tx.db.query(
    `with recursive account as (
       select $1::uuid as id, null::timestamptz as until
       union select l.joined_id, l.at from account a join customer_link l on l.kept_id = a.id and l.undone_at is null
     )
     select * from (${parts.join('\n     union all\n')}) every order by at desc, key desc limit $4`,
    [customerId, from?.at ?? null, from?.key ?? null, most + 1],
  );
  const entries = rows.slice(0, most);
  return { entries, next: rows.length > most ? cursorOf(entries.at(-1)!) : undefined };
}

/** A page of a person's timeline as the actor may see it. That it was read is noted under `part`. */
export async function readTimeline(
  tx: Tx,
  by: Actor,
  customerId: string,
  part: string,
  which: Parameters<typeof customerTimeline>[2],
): Promise<{ id: string; entries: Entry[]; next: string | undefined }> {
  const id = await openDossier(tx, by, customerId, part);
  const { entries, next } = await customerTimeline(tx, id, which);
  return { id, entries: entries.map((one) => asSeenBy(by, one)), next };
}

// Of an id that begins with the milliseconds in which it was made: their end, and what counts within them.
const MADE = `case when length(s.id) = 36 then substr(s.id, 10, 4) || substr(s.id, 15, 4) || substr(s.id, 20, 2)
  else lpad(right(to_hex(s.id::bigint), 10), 10, '0') end`;

/** The first of one kind, in the shape that all kinds have. */
function part(kind: Kind): string {
  const rank = String.fromCharCode(97 + kinds.indexOf(kind));
  const nth = /\bas nth\b/.test(sources[kind]) ? 'coalesce(s.nth, 0)' : '0';
  return `(select * from (
      select s.at, ('${rank}' || to_hex(${nth}) || ${MADE}) collate "C" as key, '${kind}' as kind, s.facts from (${sources[kind]}) s) e
    where $2::timestamptz is null or e.at <= $2 and (e.at < $2 or e.key < $3::text collate "C")
    order by e.at desc, e.key desc limit $4)`;
}
