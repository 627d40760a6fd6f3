import { campaignsPage } from '../campaigns/campaigns-page.ts';
import { inLanguage } from '../campaigns/terms.ts';
import type { Message } from '../chat/channel.ts';
import { clip } from '../lib/plain-text.ts';
import { Refusal } from '../refusal.ts';
import { effects } from '../reports/effects.ts';
import { type Period, readPeriod } from '../reports/period.ts';
import { reportCard } from '../reports/report-card.ts';
import { KINDS, type Kind } from '../reports/shown/shown.ts';
import { type Actor, authorise } from '../staff/actor.ts';
import { languages } from '../words/index.ts';
import type { Command, Said } from './command.ts';
import { staffOnly } from './staff-only.ts';

const CHOICE = 10;
const LABEL = 20;

/** `/report [kind] [days] [REF]`: what was told, claimed, used and sold, in plain words with a picture. */
export const report: Command = {
  name: 'report',
  who: 'staff',
  async run(said) {
    const by = staffOnly(said) as Actor & { kind: 'staff' };
    authorise(by, 'read-figures');
    const { tx, t, person, args } = said;
    if (!args) return chooseKind(said);
    const { kind, rest } = kindOf(said, args);
    const { period, which } = readRest(said, rest);
    if (kind === 'funnel' && !which) return chooseCampaign(said, by, period ? rest : '');
    if (kind === 'lift' && !which) return chooseEffect(said, by);
    const reader = { t, language: person.language, shop: tx.shop, now: tx.now };
    const base = tx.shop.publicUrl ?? (person.identity.channel === 'web' ? '' : undefined);
    return reportCard(tx, by, reader, kind, period, which, base);
  },
};

const chooseKind = ({ t }: Said): Message => ({
  text: t.reports.choose(),
  apart: true,
  buttons: KINDS.map((kind) => ({ label: t.reports.names[kind], says: `/report ${kind}` })),
});

/** The kind that a line begins with, by its short name or by what it is called in any language. */
function kindOf({ tx }: Said, args: string): { kind: Kind; rest: string } {
  const typed = args.normalize('NFKC').toLowerCase();
  for (const kind of KINDS) {
    const names = [kind, ...languages.map((language) => tx.shop.words(language).reports.names[kind].toLowerCase())];
    const name = names.find((one) => typed === one || typed.startsWith(`${one} `));
    if (name) return { kind, rest: args.slice(name.length).trim() };
  }
  throw new Refusal('report-unknown');
}

/** The days and the campaign or trigger that are named after the kind, in whatever order. */
function readRest({ tx }: Said, rest: string): { period: Period | undefined; which: string } {
  let period: Period | undefined;
  const others: string[] = [];
  for (const word of rest.split(/\s+/).filter(Boolean)) {
    const days = readPeriod(word, tx.now, tx.shop.zone);
    // Two dates one after the other are the first and the last.
    if (days) period = period ? { from: period.from, last: days.last } : days;
    else others.push(word);
  }
  if (others.length > 1) throw new Refusal('report-unknown');
  return { period, which: others[0] ?? '' };
}

async function chooseCampaign({ tx, t, person }: Said, by: Actor, days: string): Promise<Message> {
  const { campaigns } = await campaignsPage(tx, by, 1, CHOICE);
  if (campaigns.length === 0) return { text: t.marketing.noCampaigns() };
  const buttons = campaigns.map(({ campaign, terms }) => ({
    label: clip(inLanguage(terms.name, person.language, tx.shop.language), LABEL),
    says: `/report funnel ${[days, campaign.ref].filter(Boolean).join(' ')}`,
  }));
  return { text: t.reports.chooseCampaign(), apart: true, buttons };
}

async function chooseEffect({ tx, t, person }: Said, by: Actor): Promise<Message> {
  const found = await effects(tx, by, CHOICE);
  const words = t.reports.lift;
  const buttons = [{ label: t.reports.others(), says: '/report' }];
  if (found.length === 0) return { text: words.none(), apart: true, buttons };
  const named = found.map((one) => ({
    ...one,
    name: one.name && inLanguage(one.name, person.language, tx.shop.language),
    at: one.at && t.reports.day(one.at, tx.now),
  }));
  return {
    text: [words.choose(), ...named.map(words.line)].join('\n'),
    apart: true,
    buttons: named.map(({ name, called, id }) => ({ label: clip(name ?? called, LABEL), says: `/report lift ${id}` })),
  };
}
