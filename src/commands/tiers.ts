import { inLanguage } from '../campaigns/terms.ts';
import type { Button, Message } from '../chat/channel.ts';
import { clip } from '../lib/plain-text.ts';
import { Refusal } from '../refusal.ts';
import { authorise, may } from '../staff/actor.ts';
import { effectOf } from '../tiers/effect.ts';
import { type Ladder, perksOf, readLadder, type Step } from '../tiers/ladder.ts';
import { listAdvisers } from '../tiers/list-advisers.ts';
import { tierNamed } from '../tiers/name-tier.ts';
import { lockTiers } from '../tiers/set-tiers.ts';
import { addTier, changes, goBy } from './change-tier.ts';
import type { Command, Said } from './command.ts';
import { staffOnly } from './staff-only.ts';

/** `/tiers [add NAME NUMBER | by spend | by points | TIER [from NUMBER | gives … | called … | remove]]`. */
export const tiers: Command = {
  name: 'tiers',
  who: 'staff',
  async run(said) {
    const by = staffOnly(said);
    authorise(by, 'read-figures');
    const [, first = '', rest = ''] = /^(\S*)\s*([\s\S]*)$/.exec(said.args)!;
    const [, verb = '', what = ''] = /^(\S*)\s*([\s\S]*)$/.exec(rest)!;
    const known = Object.hasOwn(changes, verb.toLowerCase()) ? changes[verb.toLowerCase()] : undefined;
    const begins = { add: addTier, by: goBy }[first.toLowerCase()];
    if (begins ?? known) {
      authorise(by, 'set-tiers');
      await lockTiers(said.tx);
    }
    const ladder = await readLadder(said.tx);
    if (begins) return begins(said, by, ladder, rest);
    if (!first) return list(said, ladder, may(by, 'set-tiers'));
    const tier = tierNamed(ladder.tiers, first);
    if (!tier) throw new Refusal('tier-unknown', { tiers: ladder.tiers.map((one) => nameOf(said, one)) });
    return known ? known(said, by, ladder, tier, what) : card(said, ladder, tier, may(by, 'set-tiers'));
  },
};

async function list(said: Said, ladder: Ladder, owner: boolean): Promise<Message> {
  const { tx, t } = said;
  const w = t.tiers;
  const other = ladder.by === 'spend' ? 'points' : 'spend';
  const add = { label: w.add(), says: '/tiers add' };
  if (ladder.tiers.length === 0)
    return { title: w.ladderTitle(), text: w.ladderNone(), ...(owner && { buttons: [add] }) };
  const counts = await effectOf(tx, ladder);
  const people = (name: string | null) => counts.find((one) => one.name === name)?.now ?? 0;
  const lines = ladder.tiers
    .toReversed()
    .map((one) => w.line(spelled(said, one), w.amount(ladder.by, one.threshold), people(one.name)));
  const buttons: Button[] = ladder.tiers.map((one) => ({
    label: clip(nameOf(said, one), 20),
    says: `/tiers ${one.name}`,
  }));
  if (owner) buttons.push(add, { label: w.goBy[other](), says: `/tiers by ${other}` });
  return {
    title: w.ladderTitle(),
    text: [w.goesBy[ladder.by](), [...lines, w.without(people(null))].join('\n')].join('\n\n'),
    buttons,
  };
}

async function card(said: Said, ladder: Ladder, tier: Step, owner: boolean): Promise<Message> {
  const { tx, t, person } = said;
  const w = t.tiers;
  const counts = await effectOf(tx, ladder);
  const adviser = (await listAdvisers(tx)).find((one) => one.tier === tier.name && one.staffId);
  const perks = perksOf(tier, person.language, tx.shop.language);
  const count = counts.find(({ name }) => name === tier.name)?.now ?? 0;
  const change = (label: string, verb: string) => ({ label, says: `/tiers ${tier.name} ${verb}` });
  return {
    title: nameOf(said, tier),
    text: [
      w.line(spelled(said, tier), w.amount(ladder.by, tier.threshold), count),
      perks.length > 0 ? perks.map(w.perk).join('\n') : w.noPerks(),
      ...(adviser ? [t.advisers.cared(adviser.name)] : []),
    ].join('\n\n'),
    buttons: [
      ...(owner
        ? [
            change(w.changeThreshold(), 'from'),
            change(w.changePerks(), 'gives'),
            change(w.rename(), 'called'),
            { label: t.advisers.title(), says: `/adviser ${tier.name}` },
            change(w.remove(), 'remove'),
          ]
        : []),
      { label: w.ladderTitle(), says: '/tiers' },
    ],
  };
}

/** What a tier is called where the speaker reads it. */
export function nameOf({ person, tx }: Pick<Said, 'person' | 'tx'>, { names }: Step): string {
  return inLanguage(names, person.language, tx.shop.language);
}

/** The same with its short name, where that is another. */
function spelled(said: Said, tier: Step): string {
  const name = nameOf(said, tier);
  return name.toLowerCase() === tier.name ? name : said.t.tiers.named(name, tier.name);
}
