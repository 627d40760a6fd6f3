import { inLanguage } from '../campaigns/terms.ts';
import type { Message } from '../chat/channel.ts';
import { clip } from '../lib/plain-text.ts';
import { Refusal } from '../refusal.ts';
import type { Actor } from '../staff/actor.ts';
import { readLadder, type Step } from '../tiers/ladder.ts';
import { type Candidate, listAdvisers, mayAdvise } from '../tiers/list-advisers.ts';
import { nameAdviser, namesOf, refuseOneStore } from '../tiers/name-adviser.ts';
import { tierNamed } from '../tiers/name-tier.ts';
import type { Command, Said } from './command.ts';
import { staffOnly } from './staff-only.ts';

const MOST_BUTTONS = 10;
const NOBODY = 'nobody';

/** `/adviser [TIER [NAME | nobody]]`: who looks after the customers of a tier. */
export const adviser: Command = {
  name: 'adviser',
  who: 'staff',
  async run(said) {
    const by = staffOnly(said);
    refuseOneStore(by);
    const { tiers } = await readLadder(said.tx);
    const called = (tier: Step) => inLanguage(tier.names, said.person.language, said.tx.shop.language);
    if (!said.args && tiers.length > 0) return list(said, tiers, called);
    const { tier, who } = cut(tiers, said.args);
    if (!tier) throw new Refusal('tier-unknown', { tiers: tiers.map(called) });
    return who ? name(said, by, { tier, called: called(tier), who }) : choose(said, tier, called(tier));
  },
};

/** A tier may be called by more than one word: the longest that is one, and what follows it. */
function cut(tiers: Step[], args: string): { tier: Step | undefined; who: string } {
  const words = args.split(/\s+/);
  for (let length = words.length; length > 0; length--) {
    const tier = tierNamed(tiers, words.slice(0, length).join(' '));
    if (tier) return { tier, who: words.slice(length).join(' ') };
  }
  return { tier: undefined, who: '' };
}

async function list({ tx, t }: Said, tiers: Step[], called: (tier: Step) => string): Promise<Message> {
  const all = await listAdvisers(tx);
  const highFirst = tiers.toReversed();
  const lines = highFirst.map((tier) => {
    const now = all.find((one) => one.tier === tier.name);
    return now?.staffId ? t.advisers.line(called(tier), now.name) : t.advisers.lineNobody(called(tier));
  });
  const buttons = highFirst.map((tier) => ({ label: clip(called(tier), 20), says: `/adviser ${tier.name}` }));
  return { title: t.advisers.title(), text: lines.join('\n'), buttons };
}

async function choose(said: Said, tier: Step, called: string, some?: Candidate[]): Promise<Message> {
  const { tx, t } = said;
  const staff = some ?? (await mayAdvise(tx));
  const label = (one: Candidate) => clip([one.name, t.counter.role(one.role)].filter(Boolean).join(' · '), 20);
  const buttons = staff
    .slice(0, MOST_BUTTONS)
    .map((one) => ({ label: label(one), says: `/adviser ${tier.name} ${one.id}` }));
  const example = `/adviser ${tier.name} ${namesOf(staff)[0] ?? NOBODY}`;
  return {
    text: t.advisers.choose(called, example),
    buttons: [...buttons, { label: t.advisers.nobody(), says: `/adviser ${tier.name} ${NOBODY}` }],
  };
}

async function name(
  said: Said,
  by: Actor,
  { tier, called, who }: { tier: Step; called: string; who: string },
): Promise<Message> {
  const { tx, t } = said;
  const buttons = [{ label: t.advisers.title(), says: '/adviser' }];
  if (who.toLowerCase() === NOBODY || who === t.advisers.nobody()) {
    await nameAdviser(tx, by, { tier: tier.name, staffId: null });
    return { text: t.advisers.unnamed(called), buttons };
  }
  const staff = await mayAdvise(tx);
  const found = staff.filter(({ id, name }) => id === who || (name !== null && same(name, who)));
  // Two of one name are told apart by their roles.
  if (found.length > 1) return choose(said, tier, called, found);
  if (found.length === 0) throw new Refusal('adviser-unknown', { staff: namesOf(staff) });
  await nameAdviser(tx, by, { tier: tier.name, staffId: found[0]!.id });
  return { text: t.advisers.named(called, found[0]!.name), buttons };
}

const same = (one: string, other: string) => plain(one) === plain(other);
const plain = (text: string) => text.normalize('NFKC').trim().toLowerCase();
