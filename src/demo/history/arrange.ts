import { keepDays } from '../../broadcasts/calendars.ts';
import { addDays, civilDate } from '../../lib/dates.ts';
import { createSegment } from '../../segments/create-segment.ts';
import { readRule } from '../../segments/read-rule.ts';
import type { Actor } from '../../staff/actor.ts';
import type { Tx } from '../../transaction.ts';
import { keepRecipe } from '../../triggers/create-trigger.ts';
import { switchOn } from '../../triggers/switch-trigger.ts';

const SEGMENTS = {
  'Coffee lovers': 'coffee >= 5 in 60 days',
  'Slipping away': 'slipping',
  'Gold and silver': 'tier in (silver, gold)',
  'Regulars gone quiet': 'visits >= 8 in 180 days and no visit in 21 days',
};
const RECIPES = ['birthday', 'win-back', 'second-visit'] as const;

/** Days of the coming year that a shop likes to write on. */
const HOLIDAYS = ['01-01', '02-14', '10-31', '12-24', '12-25'];
const CALENDAR: Record<string, string> = { en: 'holidays', 'zh-hant': '節日', 'zh-hans': '节日' };

/** What the marketer has set up: groups of customers by a rule, a calendar, and what happens by itself from now on. */
export async function arrange(tx: Tx, by: Actor): Promise<void> {
  for (const [name, rule] of Object.entries(SEGMENTS))
    await createSegment(tx, by, { name, rule: readRule(rule, tx.shop.currency) });
  const today = civilDate(tx.now, tx.shop.zone);
  const year = Number(today.slice(0, 4));
  const days = [year, year + 1].flatMap((one) => HOLIDAYS.map((day) => `${one}-${day}`));
  const coming = days.filter((day) => day >= today && day <= addDays(today, 365));
  await keepDays(tx, by, CALENDAR[tx.shop.language] ?? CALENDAR.en!, coming);
  for (const recipe of RECIPES) {
    const { id } = await keepRecipe(tx, by, recipe);
    await switchOn(tx, by, id);
  }
}
