import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { Customer } from '../../entities/customer.ts';
import { Identity } from '../../entities/identity.ts';
import { Staff } from '../../entities/staff.ts';
import type { Person } from '../../src/chat/person.ts';
import { checkCoupon } from '../../src/coupons/check.ts';
import { Refusal } from '../../src/refusal.ts';
import type { Actor } from '../../src/staff/actor.ts';
import { createInvite } from '../../src/staff/create-invite.ts';
import { endStaff } from '../../src/staff/end-staff.ts';
import { joinStaff } from '../../src/staff/join-staff.ts';
import { listStaff } from '../../src/staff/list-staff.ts';
import { wrongCode } from '../../src/staff/wrong-code.ts';
import { chooseStore } from '../../src/stores/choose-store.ts';
import { createStore } from '../../src/stores/create-store.ts';
import { inSavepoint, type Tx } from '../../src/transaction.ts';
import { openCounter, refusal } from '../coupons/counter.ts';

const counter = await openCounter();
const { run, database, operator } = counter;
afterAll(() => counter.close());
beforeEach(() => {
  counter.clock.at = new Date('2026-11-23T06:02:00Z');
});

const MINUTE = 60_000;

/** As `hear` does it: the command is undone, what the refusal remembers is kept. */
async function heard(work: (tx: Tx) => Promise<unknown>) {
  return refusal(
    run(async (tx) => {
      try {
        return await inSavepoint(tx, work);
      } catch (error) {
        if (error instanceof Refusal) await error.remember?.(tx);
        return error;
      }
    }).then((thrown) => Promise.reject(thrown)),
  );
}

async function personOf(customerId: string): Promise<Person> {
  const customer = await database.manager.findOneByOrFail(Customer, { id: customerId });
  const identity = await database.manager.findOneByOrFail(Identity, { customerId });
  const staff = await database.manager.findOneBy(Staff, { customerId });
  return { customer, identity, staff: staff?.endedAt ? null : staff, language: 'en' };
}

describe('Wrong codes', () => {
  it('count, and the fifth within ten minutes pauses that member of staff and tells managers and owners', async () => {
    const [noi, boss, ploy] = [
      await counter.staff('Noi'),
      await counter.staff('Boss', 'manager'),
      await counter.staff('Ploy', 'marketer'),
    ];
    const { id } = await counter.campaign({ terms: { kind: 'amount', amountMinor: 100 } });
    const { code, token } = await counter.claim(id, await counter.person('Mali'));
    // A code of another shop: well formed, and nobody's.
    const unknown = counter.shop.codes.codeOf('018f0000-0000-7000-8000-000000000000');
    const guess = async (what = { code: unknown }) => {
      const now = await counter.again(noi);
      return heard((tx) => checkCoupon(tx, now, what));
    };
    for (const left of [4, 3, 2, 1]) {
      expect(await guess()).toEqual({ code: 'code-unknown', facts: { left } });
      expect(await guess({ code: 'HELLO' }), 'no code at all does not count').toMatchObject({ code: 'code-shape' });
      counter.later(MINUTE);
    }
    const until = new Date(counter.clock.at.getTime() + 10 * MINUTE);
    expect(await guess()).toEqual({ code: 'staff-paused', facts: { until } });
    expect(await guess({ code }), 'a right code neither').toEqual({ code: 'staff-paused', facts: { until } });
    const paused = await counter.again(noi);
    expect(await heard((tx) => checkCoupon(tx, paused, { token }))).toMatchObject({ code: 'staff-paused' });
    const told = await database.query(`select customer_id, messages from delivery where subject like 'paused:%'`);
    expect(told.map((row: { customer_id: string }) => row.customer_id)).toEqual([boss.staff.customerId]);
    expect(told[0].messages[0].text).toContain('Noi typed five');
    expect(ploy.staff.id).toBeTruthy();
    const other = await counter.staff('Nan');
    expect((await run((tx) => checkCoupon(tx, other, { code }))).ok, 'others go on').toBe(true);
    counter.later(10 * MINUTE);
    const back = await counter.again(noi);
    expect((await run((tx) => checkCoupon(tx, back, { code }))).ok).toBe(true);
    expect(await guess()).toEqual({ code: 'code-unknown', facts: { left: 4 } });
  });

  it('typed at once in two apps are two, and none after the fifth is looked at', async () => {
    const noi = await counter.staff('Noi');
    const unknown = counter.shop.codes.codeOf('018f0000-0000-7000-8000-000000000000');
    for (let n = 0; n < 3; n++) await heard((tx) => checkCoupon(tx, noi, { code: unknown }));
    let bothWritten = () => {};
    const written = new Promise<void>((go) => {
      bothWritten = go;
    });
    const guess = (afterwards: () => unknown) =>
      run(async (tx) => {
        const said = await refusal(inSavepoint(tx, (inner) => checkCoupon(inner, noi, { code: unknown })));
        expect(said).toMatchObject({ code: 'code-unknown' });
        const kept = await wrongCode(tx, noi);
        await kept.remember?.(tx);
        await afterwards();
      });
    // The first commits when the second has written too, or after a while when it has to wait.
    const patience = new Promise((go) => setTimeout(go, 300));
    await Promise.all([guess(() => Promise.race([written, patience])), guess(bothWritten)]);
    const again = await counter.again(noi);
    expect(await heard((tx) => checkCoupon(tx, again, { code: unknown }))).toMatchObject({ code: 'staff-paused' });
    expect(again.kind === 'staff' && again.staff.pausedUntil).toBeTruthy();
  });
});

describe('Invitations', () => {
  it('work once, for a day, and for whoever has the secret', async () => {
    const somchai = await counter.staff('Somchai', 'owner');
    const store = await counter.store('Station');
    const invited = await run((tx) => createInvite(tx, somchai, { role: 'clerk', storeId: store.id }));
    expect(invited.secret).toMatch(/^[0-9A-Z]{10}$/);
    const stored = JSON.stringify(await database.query('select * from staff_invite'));
    expect(stored).not.toContain(invited.secret);
    const [noi, nan] = [await personOf(await counter.person('Noi')), await personOf(await counter.person('Nan'))];
    const typed = ` ${invited.secret.slice(0, 5).toLowerCase()}-${invited.secret.slice(5)} `;
    const both = await Promise.allSettled([noi, nan].map((one) => run((tx) => joinStaff(tx, one, typed))));
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(both.find((one) => one.status === 'rejected')?.reason).toMatchObject({ code: 'invite-used' });
    const late = await run((tx) => createInvite(tx, somchai, { role: 'manager' }));
    counter.later(24 * 60 * MINUTE);
    const third = await personOf(await counter.person('Ploy'));
    expect(await heard((tx) => joinStaff(tx, third, late.secret))).toMatchObject({ code: 'invite-expired' });
    const clerk = await counter.staff('Ken');
    expect(await refusal(run((tx) => createInvite(tx, clerk, { role: 'owner' })))).toMatchObject({
      code: 'not-allowed',
    });
  });

  it('is used up by one of several people who send it at once', async () => {
    for (let round = 0; round < 5; round++) {
      const { secret } = await run((tx) => createInvite(tx, operator, { role: 'clerk' }));
      const people = await Promise.all(
        ['A', 'B', 'C', 'D', 'E'].map(async (name) => personOf(await counter.person(name))),
      );
      const tries = await Promise.allSettled(people.map((one) => run((tx) => joinStaff(tx, one, secret))));
      expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    }
  });

  it('cannot be guessed: five wrong ones and even the right one has to wait', async () => {
    const ken = await personOf(await counter.person('Ken'));
    const { secret } = await run((tx) => createInvite(tx, operator, { role: 'clerk' }));
    for (let n = 0; n < 5; n++) {
      expect(await heard((tx) => joinStaff(tx, ken, '0000000000'))).toMatchObject({ code: 'invite-unknown' });
    }
    expect(await heard((tx) => joinStaff(tx, ken, secret))).toEqual({ code: 'invite-tries', facts: { minutes: 10 } });
    counter.later(10 * MINUTE);
    expect(await run((tx) => joinStaff(tx, ken, secret))).toMatchObject({ role: 'clerk', storeId: null });
    const { secret: another } = await run((tx) => createInvite(tx, operator, { role: 'manager' }));
    expect(await heard((tx) => joinStaff(tx, ken, another))).toMatchObject({ code: 'staff-already' });
  });
});

describe('Leaving', () => {
  it('ends all rights at once, and an invitation brings somebody back', async () => {
    const somchai = await counter.staff('Somchai', 'owner');
    const noi = await counter.staff('Noi');
    await run((tx) => endStaff(tx, somchai, noi.staff.id));
    const gone = await counter.again(noi);
    expect(await heard((tx) => checkCoupon(tx, gone, { code: 'X' }))).toMatchObject({ code: 'not-allowed' });
    expect((await run((tx) => listStaff(tx, somchai))).map(({ id }) => id)).not.toContain(noi.staff.id);
    expect(await heard((tx) => endStaff(tx, somchai, noi.staff.id))).toMatchObject({ code: 'staff-unknown' });
    const { secret } = await run((tx) => createInvite(tx, somchai, { role: 'manager' }));
    const person = await personOf(noi.staff.customerId);
    expect(await run((tx) => joinStaff(tx, person, secret))).toMatchObject({
      id: noi.staff.id,
      role: 'manager',
      endedAt: null,
    });
  });

  it('keeps the last owner, also when two owners end each other', async () => {
    for (let round = 0; round < 8; round++) {
      await database.query(`update staff set ended_at = now() where role = 'owner'`);
      const [one, other] = [await counter.staff('One', 'owner'), await counter.staff('Other', 'owner')];
      const ends: [Actor, string][] = [
        [one, other.staff.id],
        [other, one.staff.id],
      ];
      const tries = await Promise.allSettled(ends.map(([by, id]) => run((tx) => endStaff(tx, by, id))));
      expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(tries.find((t) => t.status === 'rejected')?.reason).toMatchObject({ code: 'last-owner' });
    }
  });
});

describe('Stores', () => {
  it('are opened by owners under names of their own, and chosen by name', async () => {
    await database.query('update store set closed_at = now()');
    const somchai = await counter.staff('Somchai', 'owner');
    const noi = await counter.staff('Noi');
    const harbour = await run((tx) => createStore(tx, somchai, { name: ' Harbour\u202e front ' }));
    expect(harbour.name).toBe('Harbour front');
    const again = run((tx) => createStore(tx, somchai, { name: 'HARBOUR FRONT' }));
    expect(await refusal(again)).toMatchObject({ code: 'store-name-taken' });
    expect(await refusal(run((tx) => createStore(tx, noi, { name: 'Mine' })))).toMatchObject({ code: 'not-allowed' });
    expect(await refusal(run((tx) => createStore(tx, somchai, { name: 'Mars', zone: 'Mars/X' })))).toMatchObject({
      code: 'store-name',
    });
    await run((tx) => chooseStore(tx, noi.staff, 'harbour'));
    expect((await counter.again(noi)).staff.atStoreId).toBe(harbour.id);
    expect(await refusal(run((tx) => chooseStore(tx, noi.staff, 'Nowhere')))).toEqual({
      code: 'store-unknown',
      facts: { stores: ['Harbour front'] },
    });
    const station = await counter.store('Centre');
    const bound = await counter.staff('Nan', 'clerk', station.id);
    const other = run((tx) => chooseStore(tx, bound.staff, 'Harbour front'));
    expect(await refusal(other)).toEqual({ code: 'store-out-of-scope', facts: { store: 'Centre' } });
  });
});
