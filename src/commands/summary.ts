import { wantSummary } from '../feedback/stop-summary.ts';
import { summaryMessage, summaryOf } from '../feedback/summary-message.ts';
import { addDays, civilDate } from '../lib/dates.ts';
import { authorise } from '../staff/actor.ts';
import type { Command } from './command.ts';
import { staffOnly } from './staff-only.ts';

/** `/summary [on | off]`: what yesterday was like, and whether it is told in the morning. */
export const summary: Command = {
  name: 'summary',
  who: 'staff',
  async run(said) {
    const by = staffOnly(said);
    const { tx, t, args } = said;
    authorise(by, 'answer');
    if (/^(on|off)$/i.test(args)) {
      const wanted = args.toLowerCase() === 'on';
      await wantSummary(tx, by, wanted);
      return { text: wanted ? t.summary.isOn() : t.summary.isOff() };
    }
    const { storeId } = by.staff;
    const [store] = storeId ? await tx.db.query('select zone from store where id = $1', [storeId]) : [];
    const zone: string = store?.zone ?? tx.shop.zone;
    const yesterday = addDays(civilDate(tx.now, zone), -1);
    const message = summaryMessage(tx, t, await summaryOf(tx, { day: yesterday, zone, storeId }));
    const [stopped] = await tx.db.query('select 1 from summary_stop where staff_id = $1', [by.staff.id]);
    const turn = stopped
      ? { label: t.summary.turnOn(), says: '/summary on' }
      : { label: t.summary.turnOff(), says: '/summary off' };
    return { ...message, buttons: [...message.buttons!, turn] };
  },
};
