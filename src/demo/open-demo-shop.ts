import { Identity } from '../../entities/identity.ts';
import { Staff } from '../../entities/staff.ts';
import type { App } from '../app.ts';
import { createCampaign } from '../campaigns/create-campaign.ts';
import { recognise } from '../chat/recognise.ts';
import { newId } from '../lib/ids.ts';
import type { Actor } from '../staff/actor.ts';
import { createStore } from '../stores/create-store.ts';
import { inTransaction, type Tx } from '../transaction.ts';
import { demoCampaigns } from './demo-campaigns.ts';
import { fillHistory } from './history/fill-history.ts';

const people = [
  { address: 'demo-customer', name: 'Mali', role: null },
  { address: 'demo-staff', name: 'Noi', role: 'manager' },
  { address: 'demo-marketer', name: 'Ploy', role: 'marketer' },
  { address: 'demo-owner', name: 'Somchai', role: 'owner' },
] as const;
/** Somebody has stood at the other counter all the while. */
const fern = { address: 'demo-clerk', name: 'Fern', role: 'clerk' } as const;

/**
 * Opens the demo shop where it is wanted and the database is empty. True when this is a demo shop and wanted: then its
 * ready people may come in.
 */
export async function openDemoShop(
  app: Pick<App, 'database' | 'clock' | 'shop'>,
  { wanted }: { wanted: boolean },
): Promise<boolean> {
  if (!wanted) return false;
  await fillDemoShop(app, { history: true });
  const [demo] = await app.database.query(`select 1 from setting where key = 'demo_shop'`);
  return demo !== undefined;
}

/**
 * Fills an empty database with the demo shop, opened just now or with half a year of history; false when there is
 * something in it. Twice is once.
 */
export async function fillDemoShop(
  app: Pick<App, 'database' | 'clock' | 'shop'>,
  { history }: { history: boolean },
): Promise<boolean> {
  return inTransaction(app, async (tx) => {
    await tx.db.query(`select pg_advisory_xact_lock(hashtextextended('open the demo shop', 0))`);
    if (!(await isEmpty(tx))) return false;
    const operator: Actor = { kind: 'operator' };
    const station = await createStore(tx, operator, { name: 'Station' });
    const market = await createStore(tx, operator, { name: 'Market' });
    for (const campaign of demoCampaigns(tx.shop)) await createCampaign(tx, operator, campaign);
    const cast = new Map<string, string>();
    const staff = new Map<string, string>();
    for (const { address, name, role } of history ? [...people, fern] : people) {
      const { customer, identity } = await recognise(tx, {
        id: address,
        channel: 'web',
        from: address,
        name,
        text: '',
      });
      // Whoever comes in as one of them is the first to be heard, and is answered in the language of their browser.
      await tx.db.update(Identity, { id: identity.id }, { heardAt: null, language: null });
      cast.set(address, customer.id);
      const atStoreId = { manager: station.id, owner: station.id, clerk: market.id, marketer: null }[
        role ?? 'marketer'
      ];
      if (role) staff.set(name, await hire(tx, { customerId: customer.id, role, atStoreId }));
    }
    if (history) {
      const counters = [
        { storeId: station.id, staffId: staff.get('Noi')! },
        { storeId: market.id, staffId: staff.get('Fern')! },
      ];
      await fillHistory(tx, operator, { counters, cast, marketerId: staff.get('Ploy')! });
    }
    await tx.db.query(`insert into setting (key, value) values ('demo_shop', $1)`, [tx.now.toISOString()]);
    return true;
  });
}

async function hire(tx: Tx, member: Pick<Staff, 'customerId' | 'role' | 'atStoreId'>): Promise<string> {
  const id = newId(tx.now.getTime());
  await tx.db.insert(Staff, { id, ...member, createdAt: tx.now });
  return id;
}

async function isEmpty({ db }: Tx): Promise<boolean> {
  const [row] = await db.query(
    `select exists (select from campaign) or exists (select from customer) or exists (select from store) as filled`,
  );
  return !row.filled;
}
