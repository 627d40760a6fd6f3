import type { DataSource } from 'typeorm';
import { Customer } from '../../entities/customer.ts';
import { type Role, Staff } from '../../entities/staff.ts';
import { createCampaign } from '../../src/campaigns/create-campaign.ts';
import type { CampaignInput } from '../../src/campaigns/terms.ts';
import { claimBatch, readBatch } from '../../src/coupons/claim-batch.ts';
import { findClaimable } from '../../src/coupons/claimable.ts';
import { openDatabase } from '../../src/database.ts';
import { openCodes } from '../../src/lib/codes.ts';
import { Refusal } from '../../src/refusal.ts';
import { CONSENT_VERSION, type Shop } from '../../src/shop.ts';
import type { Actor } from '../../src/staff/actor.ts';
import { createStore } from '../../src/stores/create-store.ts';
import { inTransaction, type Tx } from '../../src/transaction.ts';
import { wordsFor } from '../../src/words/index.ts';
import { freshDatabase } from '../support/database.ts';

const brand = { name: 'Antler', zone: 'Asia/Taipei', currency: 'TWD' };

export const shop: Shop = {
  ...brand,
  language: 'en',
  minorPerPoint: 100,
  pointsValidDays: 365,
  marginBasisPoints: undefined,
  perThousandMinor: new Map(),
  owners: new Set(),
  publicUrl: undefined,
  codes: openCodes(Buffer.alloc(32, 7)),
  words: wordsFor(brand),
};

/** A counter of its own for a test file: a database, a clock that can be set, and people to work with. */
export async function openCounter(poolSize = 10) {
  const fresh = await freshDatabase();
  const database: DataSource = await openDatabase(fresh.connection, poolSize);
  const clock = { at: new Date('2026-11-23T06:02:00Z'), now: () => clock.at };
  const app = { database, clock, shop };
  const run = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(app, work);
  const operator: Actor = { kind: 'operator' };
  let people = 0;

  async function person(name: string): Promise<string> {
    const [{ id }] = await database.query(
      `insert into customer (name, language, joined_at, agreed_version, created_at) values ($1, 'en', $2, '${CONSENT_VERSION}', $2) returning id`,
      [name, clock.at],
    );
    people++;
    await database.query(
      `insert into identity (customer_id, channel, address, heard_at, created_at) values ($1, 'terminal', $2, $3, $3)`,
      [id, `${name}-${people}`, clock.at],
    );
    return id;
  }

  return {
    ...app,
    run,
    person,
    operator,
    later(ms: number) {
      clock.at = new Date(clock.at.getTime() + ms);
    },
    store: (name: string, zone?: string) => run((tx) => createStore(tx, operator, { name, ...(zone ? { zone } : {}) })),
    async staff(name: string, role: Role = 'clerk', storeId: string | null = null): Promise<Actor & { kind: 'staff' }> {
      const customerId = await person(name);
      const [{ id }] = await database.query(
        'insert into staff (customer_id, role, store_id, created_at) values ($1, $2, $3, $4) returning id',
        [customerId, role, storeId, clock.at],
      );
      return { kind: 'staff', staff: await database.manager.findOneByOrFail(Staff, { id }) };
    },
    /** The staff member as the next line would find them. */
    async again(by: Actor & { kind: 'staff' }): Promise<Actor & { kind: 'staff' }> {
      return { kind: 'staff', staff: await database.manager.findOneByOrFail(Staff, { id: by.staff.id }) };
    },
    campaign: (input: Omit<CampaignInput, 'terms'> & { terms: Partial<CampaignInput['terms']> }) =>
      run((tx) => {
        const terms = { name: { en: 'Latte' }, validity: { days: 30 }, ...input.terms } as CampaignInput['terms'];
        return createCampaign(tx, operator, { perCustomer: 1000, ...input, terms });
      }),
    /** Claims as the hot path does, and gives the coupon's id and code; a coupon still held comes again. */
    async claim(campaignId: string, customerId: string) {
      const claimable = await findClaimable(database.manager, campaignId);
      const { grants, ...batch } = claimBatch(shop.codes, claimable!, 'terminal', [{ customerId }], clock.at);
      const [row] = await database.query(batch.text, batch.values);
      const [claimed] = readBatch(row, grants);
      const { outcome } = claimed!;
      if (outcome !== 'won' && outcome !== 'held') throw new Error(`claim: ${outcome}`);
      const couponId = claimed!.couponId!;
      return { couponId, code: shop.codes.codeOf(couponId), token: shop.codes.tokenOf(couponId) };
    },
    async campaignNow(id: string) {
      const [row] = await database.query(
        `select committed_minor::int as committed, overrun_minor::int as overrun, gifts_given as gifts, claimed from campaign where id = $1`,
        [id],
      );
      return row as { committed: number; overrun: number; gifts: number; claimed: number };
    },
    /** Σ worst case of issued coupons + Σ discount of open redemptions: what `committed` must be. */
    async owedByCampaign(id: string): Promise<number> {
      const [row] = await database.query(
        `select ((select coalesce(sum(worst_minor), 0) from coupon where campaign_id = $1 and state = 'issued')
          + (select coalesce(sum(discount_minor), 0) from redemption where campaign_id = $1 and undone_at is null))::int as n`,
        [id],
      );
      return row.n;
    },
    named: (id: string) => database.manager.findOneByOrFail(Customer, { id }),
    async close() {
      await database.destroy();
      await fresh.drop();
    },
  };
}

export type Counter = Awaited<ReturnType<typeof openCounter>>;

/** The code of the refusal that a promise ends in, with its facts; fails when it does not refuse. */
export async function refusal(work: Promise<unknown>): Promise<{ code: string; facts: Record<string, unknown> }> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Refusal)) throw error ?? new Error('nothing was refused');
  return { code: error.code, facts: ((error.facts as unknown[])[0] ?? {}) as Record<string, unknown> };
}
