import type { Format } from '../format.ts';

/** Links of a campaign, and the places that they stand in. */
export const links = (f: Format) => ({
  choose: () => `Links of which campaign?`,
  title: (name: string) => `Links: ${name}`,
  titleOf: (name: string, source: string) => `Links: ${name}, ${source}`,
  typed: (says: string) => `Or typed in a chat with us: /start ${says}`,
  scan: () => `The picture is its QR code, for posters and tables.`,
  none: () => `To see where people come from, give every place a link of its own: one for Instagram, one for a poster.`,
  add: () => `New source`,
  all: () => `All links`,
  askSource: () =>
    `Where will the link stand? Send a short name of Latin letters, digits and dashes, such as instagram or poster-3.`,
  bySource: () => `By source of the link`,
  line: (one: { source: string; came: number; joined: number; claimed: number; redeemed: number }) =>
    `• ${one.source}: ${f.number(one.came)} came${one.joined > 0 ? ` (${f.number(one.joined)} new)` : ''}, ${f.number(one.claimed)} claimed, ${f.number(one.redeemed)} redeemed`,
});

export const linkRefusals = (f: Format) => ({
  'source-shape': (facts: { typed: string }) =>
    `“${facts.typed}” cannot stand in a link. Send 1 to 16 Latin letters, digits and dashes, such as instagram or poster-3.`,
  'sources-full': (facts: { ref: string; most: number }) =>
    `A campaign has ${f.number(facts.most)} sources at most. Use one of those in /links ${facts.ref} again.`,
  'links-none': (facts: { name: string }) =>
    `No link leads to “${facts.name}”, because it is only given. Choose a campaign that people can claim.`,
});
