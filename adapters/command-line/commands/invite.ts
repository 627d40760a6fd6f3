import type { Role } from '../../../entities/staff.ts';
import { Refusal } from '../../../src/refusal.ts';
import { createInvite } from '../../../src/staff/create-invite.ts';
import { listStores, storeNamed } from '../../../src/stores/list-stores.ts';
import { inTransaction, type Tx } from '../../../src/transaction.ts';
import { needed, type QuanCommand } from '../command.ts';
import { withApp } from '../open-app.ts';
import { minute } from '../table.ts';

export const invite: QuanCommand = {
  name: 'invite',
  usage: '--role owner|manager|marketer|clerk [--store NAME]',
  about: 'Makes an invitation to the staff: it works once, for a day.',
  options: { role: { type: 'string' }, store: { type: 'string' } },
  run(around, values) {
    const role = needed(values, 'role') as Role;
    const named = values.store as string | undefined;
    return withApp(around, async (app) => {
      const made = await inTransaction(app, async (tx) => {
        const store = named ? await storeOf(tx, named) : undefined;
        return createInvite(tx, { kind: 'operator' }, { role, ...(store && { storeId: store.id }) });
      });
      const says = `/join ${made.secret}`;
      return {
        json: { role, secret: made.secret, says, expiresAt: made.expiresAt.toISOString() },
        text: `Whoever says this in the chat joins the staff as ${role}, until ${minute(made.expiresAt)}:\n\n  ${says}`,
      };
    });
  },
};

async function storeOf(tx: Tx, named: string) {
  const stores = await listStores(tx);
  const store = storeNamed(stores, named);
  if (!store) throw new Refusal('store-unknown', { stores: stores.map(({ name }) => name) });
  return store;
}
