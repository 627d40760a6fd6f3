import type { Noted } from '../outbox/note-abilities.ts';
import type { Tx } from '../transaction.ts';

/** What is noted of a channel that is or was open. */
export interface ChannelNotes {
  abilities: Noted;
  quota?: { left: number | null; at: Date };
}

/** The notes of every channel, by name. */
export async function readNotes(tx: Tx): Promise<Map<string, ChannelNotes>> {
  const rows = await tx.db.query(
    `select channel, key, value from channel_note where key in ('abilities', 'quota') order by key, channel`,
  );
  const notes = new Map<string, ChannelNotes>();
  for (const { channel, key, value } of rows) {
    const read = JSON.parse(value);
    const note = notes.get(channel);
    if (key === 'abilities') notes.set(channel, { abilities: read });
    else if (note && read.limit !== undefined)
      note.quota = { left: Math.max(0, read.limit - read.used), at: new Date(read.at) };
  }
  return notes;
}
