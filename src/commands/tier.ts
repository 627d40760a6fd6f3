import { inLanguage } from '../campaigns/terms.ts';
import { perksOf, type Step } from '../tiers/ladder.ts';
import { standingOf } from '../tiers/standing.ts';
import type { Command } from './command.ts';

/** `/tier`: the tier, what it gives and until when, and what is missing to the next one. */
export const tier: Command = {
  name: 'tier',
  who: 'customer',
  async run({ tx, person, t }) {
    const w = t.tiers;
    const buttons = [
      { label: t.chat.points(), says: '/points' },
      { label: t.chat.drops(), says: '/drops' },
    ];
    const standing = await standingOf(tx, person.customer.id);
    if (!standing) return { text: w.none(), buttons };
    const { by, measure, tier: mine, keptUntil, next } = standing;
    const name = ({ names }: Step) => inLanguage(names, person.language, tx.shop.language);
    const perks = (step: Step) => perksOf(step, person.language, tx.shop.language);
    const had = mine ? perks(mine) : [];
    const more = next ? perks(next.tier).filter((perk) => !had.includes(perk)) : [];
    const parts = [
      by === 'spend' ? w.spent(measure) : w.earned(measure),
      had.length > 0 ? [w.gives(), ...had.map(w.perk)].join('\n') : '',
      mine && keptUntil ? w.keptUntil(keptUntil, tx.now) : '',
      next ? [bar(measure / next.tier.threshold), w.toGo(by, next.missing, name(next.tier))].join('\n') : w.highest(),
      next && more.length > 0 ? [w.adds(name(next.tier)), ...more.map(w.perk)].join('\n') : '',
    ];
    return { title: mine ? w.title(name(mine)) : w.titleNone(), text: parts.filter(Boolean).join('\n\n'), buttons };
  },
};

const CELLS = 10;

/** How much of the way is done, from 0 to below 1. */
function bar(share: number): string {
  const full = Math.floor(share * CELLS);
  return '▓'.repeat(full) + '░'.repeat(CELLS - full);
}
