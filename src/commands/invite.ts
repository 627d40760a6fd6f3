import { ChannelNote } from '../../entities/channel-note.ts';
import { type Role, roles } from '../../entities/staff.ts';
import type { Store } from '../../entities/store.ts';
import { Refusal } from '../refusal.ts';
import { authorise } from '../staff/actor.ts';
import { createInvite, INVITE } from '../staff/create-invite.ts';
import { listStores, storeNamed } from '../stores/list-stores.ts';
import type { Command } from './command.ts';
import { staffOnly } from './staff-only.ts';

/** `/invite [role] [store|all]`: makes an invitation to pass on. */
export const invite: Command = {
  name: 'invite',
  who: 'staff',
  async run(said) {
    const by = staffOnly(said);
    const { tx, t } = said;
    authorise(by, 'invite');
    const [, first = '', where = ''] = /^(\S*)\s*([\s\S]*)$/.exec(said.args)!;
    if (!first) {
      const choices = [...roles]
        .reverse()
        .map((role) => ({ label: capital(t.counter.role(role)), says: `/invite ${role}` }));
      return { text: t.counter.inviteAsk(), buttons: choices };
    }
    const role = roles.find((one) => one === first.toLowerCase() || t.counter.role(one) === first);
    if (!role) throw new Refusal('role-unknown', { roles: [...roles] });
    const stores = await listStores(tx);
    if (!where && stores.length > 1 && bindable(role)) {
      const all = { label: t.counter.allStores(), says: `/invite ${role} all` };
      const each = stores.map(({ name }) => ({ label: name, says: `/invite ${role} ${name}` }));
      return { text: t.counter.inviteStore(), buttons: [all, ...each] };
    }
    const store = bindable(role) && where && !/^all$/i.test(where) ? named(stores, where) : undefined;
    const { id, secret, expiresAt } = await createInvite(tx, by, { role, ...(store ? { storeId: store.id } : {}) });
    const bot = await tx.db.findOneBy(ChannelNote, { channel: 'telegram', key: 'username' });
    const facts = { role: t.counter.role(role), store: store?.name ?? null, until: expiresAt, now: tx.now, secret };
    const text = t.counter.invite({ ...facts, telegram: bot?.value ?? null });
    return { text, secret: { text: secret, purpose: INVITE, id } };
  },
};

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** Owners and marketers work for the whole shop. */
function bindable(role: Role): boolean {
  return role === 'clerk' || role === 'manager';
}

function named(stores: Store[], text: string): Store {
  const store = storeNamed(stores, text);
  if (!store) throw new Refusal('store-unknown', { stores: stores.map(({ name }) => name) });
  return store;
}
