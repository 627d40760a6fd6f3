import { campaignsPage } from '../campaigns/campaigns-page.ts';
import { cleanName } from '../lib/plain-text.ts';
import type { Actor } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { calledAs } from '../triggers/called-as.ts';
import { effects } from './effects.ts';
import { type Kind, nameIn, type Reader } from './shown/shown.ts';

const MOST = 100;

export interface Choice {
  /** What the report is asked with. */
  of: string;
  name: string;
}

/**
 * What a report of a kind can be about, the newest first: campaigns (those that nobody has claimed last), or broadcasts and
 * triggers; nothing for most kinds.
 */
export async function reportChoices(tx: Tx, by: Actor, reader: Reader, kind: Kind): Promise<Choice[]> {
  const called = (name: string, note: string | null) => {
    const clean = cleanName(name) ?? '—';
    return note ? reader.t.reports.noted(clean, note) : clean;
  };
  if (kind === 'funnel') {
    const { campaigns } = await campaignsPage(tx, by, 1, MOST);
    const claimedFirst = campaigns.toSorted((a, b) => Number(b.campaign.claimed > 0) - Number(a.campaign.claimed > 0));
    return claimedFirst.map(({ campaign, terms }) => ({
      of: campaign.ref,
      name: called(nameIn(reader, terms.name), campaign.ref),
    }));
  }
  if (kind !== 'lift') return [];
  const found = await effects(tx, by, MOST);
  return found.map(({ id, name, called: ref, recipe, at }) => ({
    of: id,
    name: name
      ? called(nameIn(reader, name), at && reader.t.reports.day(at, reader.now))
      : called(calledAs(reader.t, { recipe, name: ref }), null),
  }));
}
