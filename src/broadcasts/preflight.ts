import type { Claimable } from '../coupons/claimable.ts';
import { outOfQuietHours } from '../lib/dates.ts';
import type { Noted } from '../outbox/note-abilities.ts';
import { type Actor, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { languages } from '../words/index.ts';
import { AUDIENCE } from './audience.ts';

/** What a marketer should know before many people are told. */
export interface Preflight {
  people: number;
  channels: { channel: string; people: number; minutes: number; quota?: { left: number | null; at: Date } }[];
  /** Agreed to offers, but nowhere to be reached. */
  unreachable: number;
  optedOut: number;
  /** It is night where they are: they are told from 09:00 on. */
  held: number;
  /** The most that the campaign can still cost, in minor units; null when nothing bounds it. */
  worstMinor: number | null;
}

/** Counts who would be told, how long it takes and what it may cost. It writes nothing. */
export async function preflight(tx: Tx, by: Actor, claimable: Claimable): Promise<Preflight> {
  authorise(by, 'publish');
  const notes = await readNotes(tx);
  const open = [...notes.keys()];
  const groups: { channel: string; zone: string | null; people: string }[] = await tx.db.query(
    `select channel, zone, count(*) as people from (${AUDIENCE}) a group by channel, zone`,
    [open, languages, tx.shop.language],
  );
  const [others] = await tx.db.query(OTHERS);
  const people = groups.reduce((sum, group) => sum + Number(group.people), 0);
  const channels = open
    .map((channel) => {
      const here = groups
        .filter((group) => group.channel === channel)
        .reduce((sum, group) => sum + Number(group.people), 0);
      const { abilities, quota } = notes.get(channel)!;
      const minutes = Math.ceil(here / abilities.many / abilities.pace / 60);
      return { channel, people: here, minutes, ...(quota ? { quota } : {}) };
    })
    .filter((channel) => channel.people > 0);
  const night = groups.filter(({ zone }) => outOfQuietHours(tx.now, zone ?? tx.shop.zone) > tx.now);
  return {
    people,
    channels,
    unreachable: Number(others.agreed) - people,
    optedOut: Number(others.opted_out),
    held: night.reduce((sum, group) => sum + Number(group.people), 0),
    worstMinor: worstLeft(claimable, people),
  };
}

const OTHERS = `
select count(*) filter (where marketing) as agreed, count(*) filter (where not marketing) as opted_out
from customer where joined_at is not null and merged_into is null`;

interface ChannelNotes {
  abilities: Noted;
  quota?: { left: number | null; at: Date };
}

async function readNotes(tx: Tx): Promise<Map<string, ChannelNotes>> {
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

/** Everybody told claims all they may, as far as stock and budget go. */
function worstLeft({ campaign, terms }: Claimable, people: number): number | null {
  const left =
    campaign.budgetMinor === null ? Number.POSITIVE_INFINITY : campaign.budgetMinor - campaign.committedMinor;
  const coupons = Math.min(
    people * campaign.perCustomer,
    campaign.stock === null ? Number.POSITIVE_INFINITY : campaign.stock - campaign.claimed,
  );
  const each =
    terms.kind === 'amount'
      ? terms.amountMinor!
      : terms.kind === 'percent'
        ? (terms.capMinor ?? Number.POSITIVE_INFINITY)
        : 0;
  const worst = Math.min(left, coupons === 0 || each === 0 ? 0 : coupons * each);
  return Number.isFinite(worst) ? worst : null;
}
