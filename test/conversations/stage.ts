import { Staff } from '../../entities/staff.ts';
import { createCampaign } from '../../src/campaigns/create-campaign.ts';
import { recognise } from '../../src/chat/recognise.ts';
import { joinShop } from '../../src/consents/record-consent.ts';
import { instantOf } from '../../src/lib/dates.ts';
import { newId } from '../../src/lib/ids.ts';
import { readAmount } from '../../src/lib/money.ts';
import { recordPurchase } from '../../src/purchases/record.ts';
import type { Actor } from '../../src/staff/actor.ts';
import { createStore } from '../../src/stores/create-store.ts';
import { listStores } from '../../src/stores/list-stores.ts';
import { inTransaction } from '../../src/transaction.ts';
import type { Language } from '../../src/words/index.ts';
import type { Phone } from '../phones/phone.ts';
import type { TestShop } from '../support/shop.ts';
import { readCampaign } from './campaign.ts';

const operator: Actor = { kind: 'operator' };
const UNITS: Record<string, number> = { second: 1e3, minute: 6e4, hour: 36e5, day: 864e5 };

/** Where a story plays: the shop, and everybody's phone once they turn up. */
export interface Stage {
  shop: TestShop;
  people: Map<string, Phone>;
  phoneOf(who: string): Promise<Phone>;
  speaks(who: string, language: string): void;
  isCalled(who: string, name: string): void;
  /** `store: Station`, `later: 3 days` …: what is so, or happens, without anybody saying it. */
  happens(event: string, about: string): Promise<void>;
}

/** Opens a stage; `where` is a channel for all, or `mali telegram, noi line`. */
export function openStage(shop: TestShop, where: string, language: Language): Stage {
  const people = new Map<string, Phone>();
  const languages = new Map<string, Language>();
  const names = new Map<string, string>();
  const channelOf = (who: string) => {
    if (!where.includes(' ')) return where;
    const found = where.split(/, */).find((one) => one.split(' ')[0] === who);
    if (!found) throw new Error(`Nobody knows on which channel ${who} is`);
    return found.split(' ')[1]!;
  };
  const phoneOf = async (who: string) => {
    const known = people.get(who);
    if (known) return known;
    // `mali-web` is Mali again, with another phone.
    const name = names.get(who) ?? who[0]!.toUpperCase() + who.slice(1).replace(/-.*/, '');
    const phone = await shop.phone(channelOf(who), name, languages.get(who) ?? language);
    people.set(who, phone);
    return phone;
  };

  const join = async (who: string, offers: boolean) => {
    const { channel, address: from, name } = await phoneOf(who);
    const spoken = languages.get(who) ?? language;
    await inTransaction(shop.app, async (tx) => {
      const inbound = { id: `joined ${who}`, channel, from, name, language: spoken, text: '' };
      await joinShop(tx, await recognise(tx, inbound), offers);
    });
  };
  const hire = async (about: string) => {
    const [, who = '', role = '', store] = /^([\w-]+) (\w+)(?: at (.+))?$/.exec(about)!;
    const { channel, address: from, name } = await phoneOf(who);
    const spoken = languages.get(who) ?? language;
    await inTransaction(shop.app, async (tx) => {
      const inbound = { id: `staff ${who}`, channel, from, name, language: spoken, text: '' };
      const { customer } = await recognise(tx, inbound);
      const storeId = store ? (await listStores(tx)).find((one) => one.name === store)!.id : null;
      const id = newId(tx.now.getTime());
      await tx.db.insert(Staff, { id, customerId: customer.id, role: role as 'clerk', storeId, createdAt: tx.now });
    });
  };

  /** `mali 120 Coffee at Station`: an order that the till tells of. */
  const bought = async (about: string) => {
    const [, who = '', amount = '', category, store] = /^([\w-]+) ([\d.]+)(?: (?!at )(\S+))?(?: at (.+))?$/.exec(
      about,
    )!;
    const { channel, address } = await phoneOf(who);
    const amountMinor = readAmount(amount, shop.app.shop.currency)!;
    await inTransaction(shop.app, async (tx) => {
      const storeId = store && (await listStores(tx)).find((one) => one.name === store)!.id;
      return recordPurchase(tx, operator, {
        who: { channel, address },
        source: 'pos',
        orderNo: newId(tx.now.getTime()),
        amountMinor,
        ...(storeId && { storeId }),
        ...(category && { lines: [{ product: category, category, quantity: 1, amountMinor }] }),
      });
    });
  };

  const acts: Record<string, (about: string) => Promise<unknown>> = {
    async at(about) {
      const [date = '', time = '09:00'] = about.split(' ');
      shop.setClock(instantOf(date, shop.app.shop.zone, time));
      await shop.runJobs();
    },
    async later(about) {
      const [, n = '', unit = ''] = /^(\d+) (second|minute|hour|day)s?$/.exec(about)!;
      shop.setClock(new Date(shop.app.clock.now().getTime() + Number(n) * UNITS[unit]!));
      await shop.runJobs();
    },
    async store(about) {
      for (const name of about.split(/, */)) await inTransaction(shop.app, (tx) => createStore(tx, operator, { name }));
    },
    bought,
    campaign: (about) =>
      inTransaction(shop.app, async (tx) =>
        createCampaign(tx, operator, readCampaign(tx.shop, about, await listStores(tx))),
      ),
    staff: hire,
    async joined(about) {
      for (const who of about.split(/, */)) await join(who, true);
    },
    async 'joined without offers'(about) {
      for (const who of about.split(/, */)) await join(who, false);
    },
    'the senders': async (about) => (about === 'rest' ? shop.rest() : shop.work()),
  };
  return {
    shop,
    people,
    phoneOf,
    isCalled: (who, name) => void names.set(who, name),
    speaks: (who, spoken) => void languages.set(who, spoken as Language),
    async happens(event, about) {
      const act = acts[event];
      if (!act) throw new Error(`Nobody knows how “${event}” happens`);
      await act(about);
    },
  };
}
