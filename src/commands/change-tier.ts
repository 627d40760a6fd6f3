import { inLanguage } from '../campaigns/terms.ts';
import type { Message } from '../chat/channel.ts';
import { readAmount } from '../lib/money.ts';
import { cleanText, clip, graphemes } from '../lib/plain-text.ts';
import { Refusal } from '../refusal.ts';
import type { Actor } from '../staff/actor.ts';
import { effectOf } from '../tiers/effect.ts';
import { inOrder, type Ladder, type Step } from '../tiers/ladder.ts';
import { displayName, newStep } from '../tiers/name-tier.ts';
import { setTiers } from '../tiers/set-tiers.ts';
import type { Said } from './command.ts';

type Change = (said: Said, by: Actor, ladder: Ladder, tier: Step, what: string) => Promise<Message>;

/** `/tiers add NAME NUMBER [yes]` */
export async function addTier(said: Said, by: Actor, ladder: Ladder, rest: string): Promise<Message> {
  if (!rest) {
    said.ask('/tiers add');
    return { text: said.t.tiers.askStep(ladder.by), buttons: [leave(said)] };
  }
  const [, name = '', number = '', yes] = /^([\s\S]*?)\s*(\S+?)(\s+yes)?$/i.exec(rest)!;
  const step = newStep(ladder, name, said.person.language, threshold(said, ladder.by, number));
  const line = `/tiers add ${step.names[said.person.language]} ${number}`;
  return asked(said, by, { ...ladder, tiers: [...ladder.tiers, step] }, { line, sure: Boolean(yes), before: ladder });
}

/** `/tiers by spend|points [yes]`: thresholds become what that money gives in points, or the other way round. */
export async function goBy(said: Said, by: Actor, ladder: Ladder, rest: string): Promise<Message> {
  const [kind = '', yes] = rest.toLowerCase().split(/\s+/);
  const wanted = kind === 'points' ? 'points' : 'spend';
  const rate = said.tx.shop.minorPerPoint;
  const converted = (tier: Step) => ({
    ...tier,
    threshold: wanted === 'points' ? Math.max(1, Math.floor(tier.threshold / rate)) : tier.threshold * rate,
  });
  const tiers = wanted === ladder.by ? ladder.tiers : ladder.tiers.map(converted);
  return asked(said, by, { by: wanted, tiers }, { line: `/tiers by ${wanted}`, sure: yes === 'yes', before: ladder });
}

/** What is changed of one tier, by the word after its name. */
export const changes: Record<string, Change> = {
  async from(said, by, ladder, tier, what) {
    if (!what) {
      said.ask(`/tiers ${tier.name} from`);
      return { text: said.t.tiers.askThreshold(ladder.by, called(said, tier)), buttons: [leave(said, tier)] };
    }
    const [, number = '', yes] = /^(\S+)(\s+yes)?$/i.exec(what) ?? [];
    const changed = { ...tier, threshold: threshold(said, ladder.by, number) };
    const line = `/tiers ${tier.name} from ${number}`;
    return asked(said, by, replaced(ladder, changed), { line, sure: Boolean(yes), before: ladder });
  },

  async remove(said, by, ladder, tier, what) {
    const left = { ...ladder, tiers: ladder.tiers.filter((one) => one !== tier) };
    return asked(said, by, left, {
      line: `/tiers ${tier.name} remove`,
      sure: what.toLowerCase() === 'yes',
      before: ladder,
    });
  },

  async gives(said, by, ladder, tier, what) {
    if (!what) {
      said.ask(`/tiers ${tier.name} gives`);
      return { text: said.t.tiers.askPerks(called(said, tier)), buttons: [leave(said, tier)] };
    }
    const lines = cleanText(what)
      .split('\n')
      .map((line) => line.replace(/^\s*[•·*-]?\s*/, '').trim())
      .filter(Boolean);
    if (lines.length > 8 || lines.some((line) => graphemes(line) > 80 || line.length > 160)) {
      throw new Refusal('perks-shape');
    }
    const { perks, ...rest } = tier;
    const { [said.person.language]: _mine, ...others } = perks ?? {};
    const all = lines.length > 0 ? { ...others, [said.person.language]: lines } : {};
    return saved(said, by, replaced(ladder, { ...rest, ...(lines.length > 0 && { perks: all }) }), tier);
  },

  async called(said, by, ladder, tier, what) {
    if (!what) {
      said.ask(`/tiers ${tier.name} called`);
      return { text: said.t.tiers.askName(called(said, tier)), buttons: [leave(said, tier)] };
    }
    const names = { ...tier.names, [said.person.language]: displayName(what) };
    return saved(said, by, replaced(ladder, { ...tier, names }), tier);
  },
};

/** Tells what a change would do, and does it on a yes. */
async function asked(
  said: Said,
  by: Actor,
  wanted: Ladder,
  { line, sure, before }: { line: string; sure: boolean; before: Ladder },
): Promise<Message> {
  const { tx, t } = said;
  const ladder = inOrder(wanted);
  const list = { label: t.tiers.ladderTitle(), says: '/tiers' };
  if (sure) {
    await setTiers(tx, by, ladder);
    return { text: t.tiers.done(), buttons: [list] };
  }
  const counts = await effectOf(tx, ladder);
  const lines = counts
    .filter(
      ({ name, now, would }) => name === null || now > 0 || would > 0 || ladder.tiers.some((one) => one.name === name),
    )
    .map(({ name, now, would }) =>
      t.tiers.effectLine(label(said, [...ladder.tiers, ...before.tiers], name), now, would),
    );
  const thresholds = ladder.tiers
    .toReversed()
    .map((one) => `${called(said, one)} ≥ ${t.tiers.amount(ladder.by, one.threshold)}`);
  return {
    text: [thresholds.join('\n'), [t.tiers.effect(), ...lines].join('\n')].filter(Boolean).join('\n\n'),
    buttons: [{ label: t.tiers.yes(), says: `${line} yes` }, leave(said)],
  };
}

async function saved(said: Said, by: Actor, ladder: Ladder, { name }: Step): Promise<Message> {
  await setTiers(said.tx, by, ladder);
  const button = {
    label: clip(called(said, ladder.tiers.find((one) => one.name === name)!), 20),
    says: `/tiers ${name}`,
  };
  return { text: said.t.tiers.saved(), buttons: [button] };
}

function threshold({ tx }: Said, by: Ladder['by'], text: string): number {
  const plain = text.normalize('NFKC').replaceAll(',', '');
  const read = by === 'spend' ? readAmount(text, tx.shop.currency) : /^\d{1,12}$/.test(plain) ? Number(plain) : 0;
  if (!read) throw new Refusal('tier-shape');
  return read;
}

const replaced = (ladder: Ladder, tier: Step): Ladder => ({
  ...ladder,
  tiers: ladder.tiers.map((one) => (one.name === tier.name ? tier : one)),
});
const called = ({ person, tx }: Said, { names }: Step) => inLanguage(names, person.language, tx.shop.language);
const label = (said: Said, tiers: Step[], name: string | null) => {
  const tier = tiers.find((one) => one.name === name);
  return tier ? called(said, tier) : name;
};
const leave = ({ t }: Said, tier?: Step) => ({ label: t.chat.cancel(), says: tier ? `/tiers ${tier.name}` : '/tiers' });
