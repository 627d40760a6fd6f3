import { dropDays, keepDays, listCalendars } from '../broadcasts/calendars.ts';
import { authorise } from '../staff/actor.ts';
import type { Command } from './command.ts';
import { staffOnly } from './staff-only.ts';

const DROP = /^(drop|remove|刪除|删除|移除)$/i;

/** `/calendar [name [drop] [days]]`: the days that a shop keeps, such as holidays. */
export const calendar: Command = {
  name: 'calendar',
  who: 'staff',
  async run(said) {
    const { tx, t, args } = said;
    const by = staffOnly(said);
    authorise(by, 'publish');
    const [name = '', ...rest] = args
      .normalize('NFKC')
      .split(/[\s,、]+/)
      .filter(Boolean);
    const drop = DROP.test(rest[0] ?? '');
    const days = rest.slice(drop ? 1 : 0).map((day) => day.replace(/[/.]/g, '-'));
    const all = !name
      ? await listCalendars(tx)
      : drop
        ? await dropDays(tx, by, name, days)
        : await keepDays(tx, by, name, days);
    if (all.length === 0) return { text: t.audience.noCalendars() };
    const lines = all.map((one) =>
      t.audience.calendar(
        one.name,
        one.days.map((day) => new Date(`${day}T00:00:00Z`)),
        tx.now,
      ),
    );
    return { title: t.audience.calendars(), text: lines.join('\n') };
  },
};
