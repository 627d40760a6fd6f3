import { menus } from '../chat/menu.ts';
import { joinStaff } from '../staff/join-staff.ts';
import { listStores } from '../stores/list-stores.ts';
import type { Command } from './command.ts';

/** `/join SECRET`: joins the staff by an invitation. */
export const join: Command = {
  name: 'join',
  who: 'everyone',
  async run(said) {
    const { tx, t, person, args } = said;
    if (!args) {
      said.ask('/join');
      return { text: t.counter.joinAsk(), buttons: [{ label: t.chat.cancel(), says: '/cancel' }] };
    }
    const staff = await joinStaff(tx, person, args);
    const stores = await listStores(tx);
    const bound = stores.find(({ id }) => id === staff.storeId)?.name ?? null;
    const choose = !bound && stores.length > 1 && staff.role !== 'marketer' ? ['store'] : [];
    const first = [...choose, ...menus[staff.role].slice(0, 3)] as (keyof typeof t.counter.short)[];
    return {
      text: t.counter.joined(t.counter.role(staff.role), bound),
      buttons: first.map((name) => ({ label: t.counter.short[name], says: `/${name}` })),
    };
  },
};
