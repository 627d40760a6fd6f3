import { afterAll, beforeEach, expect, it } from 'vitest';
import { answerTicket } from '../../src/feedback/answer-ticket.ts';
import { askPerson } from '../../src/feedback/ask-person.ts';
import { compensate } from '../../src/feedback/compensate.ts';
import { openTickets } from '../../src/feedback/list-tickets.ts';
import { rateRedemption } from '../../src/feedback/rate-redemption.ts';
import { readTicket } from '../../src/feedback/read-ticket.ts';
import { takeTicket } from '../../src/feedback/take-ticket.ts';
import { tellLate } from '../../src/feedback/tell-late.ts';
import { recordPurchase } from '../../src/purchases/record.ts';
import { endStaff } from '../../src/staff/end-staff.ts';
import { adviserOf } from '../../src/tiers/adviser-of.ts';
import { listAdvisers } from '../../src/tiers/list-advisers.ts';
import { nameAdviser } from '../../src/tiers/name-adviser.ts';
import { setTiers } from '../../src/tiers/set-tiers.ts';
import { refusal } from '../coupons/counter.ts';
import { type Member, openVisits } from './visits.ts';

const visits = await openVisits();
const { run, rows, person, operator } = visits;
afterAll(() => visits.close());

const station = await visits.store('Station');
const boss = await visits.staff('Boss', 'owner');
const som = await visits.staff('Som', 'manager', station.id);
const noi = await visits.staff('Noi', 'clerk', station.id);
const ploy = await visits.staff('Ploy', 'marketer');
const at = (iso: string) => {
  visits.clock.at = new Date(iso);
  return visits.clock.at;
};

const ladder = (...names: string[]) => ({
  by: 'spend' as const,
  tiers: names.map((name, at) => ({ name, names: { en: name }, threshold: (at + 1) * 1_000 })),
});
const name = (tier: string, staff: { staff: { id: string } } | null) =>
  run((tx) => nameAdviser(tx, operator, { tier, staffId: staff?.staff.id ?? null }));
const ask = (customerId: string, text: string) => run((tx) => askPerson(tx, customerId, { text }));
const heard = async (staff: { staff: { customerId: string } }, since = new Date(0)) =>
  (
    await rows<{ subject: string; run_at: Date }>(
      `select subject, run_at from delivery where customer_id = $1 and subject like 'ticket:%' and created_at >= $2 order by id`,
      [staff.staff.customerId, since],
    )
  ).map(({ run_at }) => run_at);
let orders = 0;
const buyer = async (who: string, amountMinor: number) => {
  const customerId = await person(who);
  const orderNo = `V${++orders}`;
  await run((tx) => recordPurchase(tx, operator, { who: { customerId }, source: 'pos', orderNo, amountMinor }));
  return customerId;
};

beforeEach(async () => {
  at('2027-03-01T04:00:00Z');
  await visits.database.query('truncate tier, tier_adviser, ticket, delivery cascade');
  await run((tx) => setTiers(tx, operator, ladder('silver', 'gold')));
});

it('A tier without an adviser is looked after by the one below, which has to be reachable and is nobody to themselves', async () => {
  const gold = await buyer('Mali', 2_000);
  const silver = await buyer('Ken', 1_000);
  const of = async (id: string) => (await run((tx) => adviserOf(tx, id)))?.staffId;
  expect([await of(gold), await of(silver)]).toEqual([undefined, undefined]);
  await name('gold', noi);
  expect([await of(gold), await of(silver)]).toEqual([noi.staff.id, undefined]);
  await name('silver', ploy);
  await name('gold', null);
  expect([await of(gold), await of(silver)]).toEqual([ploy.staff.id, ploy.staff.id]);
  const who = { customerId: ploy.staff.customerId };
  await run((tx) => recordPurchase(tx, operator, { who, source: 'pos', orderNo: 'own', amountMinor: 5_000 }));
  expect(await of(ploy.staff.customerId)).toBeUndefined();
  await visits.database.query('update identity set reachable = false where customer_id = $1', [ploy.staff.customerId]);
  expect(await of(gold)).toBeUndefined();
  await visits.database.query('update identity set reachable = true where customer_id = $1', [ploy.staff.customerId]);
  // Tiers are put in the place of one another: who advises a name stays, and goes with it.
  await run((tx) => setTiers(tx, operator, ladder('bronze', 'silver', 'gold')));
  expect((await run((tx) => listAdvisers(tx))).map((one) => one.name)).toEqual([null, 'Ploy', null]);
  await run((tx) => setTiers(tx, operator, ladder('bronze', 'gold')));
  expect(await rows('select * from tier_adviser')).toEqual([]);
});

it('Only owners and managers of all stores name advisers, and only people who work here', async () => {
  const naming = (by: Member, staffId: string | null, tier = 'gold') =>
    run((tx) => nameAdviser(tx, by, { tier, staffId }));
  expect((await refusal(naming(som, noi.staff.id))).code).toBe('adviser-all-stores');
  for (const one of [noi, ploy]) expect((await refusal(naming(one, noi.staff.id))).code).toBe('not-allowed');
  expect((await refusal(naming(boss, som.staff.customerId))).code).toBe('adviser-unknown');
  expect((await refusal(naming(boss, noi.staff.id, 'platinum'))).code).toBe('tier-unknown');
  expect(await naming(boss, noi.staff.id)).toBe(true);
  expect(await naming(boss, noi.staff.id)).toBe(false);
  const both = await Promise.all([naming(boss, ploy.staff.id), naming(boss, ploy.staff.id)]);
  expect(both.sort()).toEqual([false, true]);
});

it('What a customer with an adviser writes goes to that person alone, whose role gives them this ticket and no other', async () => {
  await name('gold', noi);
  const [mali, ken] = [await buyer('Mali', 2_000), await buyer('Ken', 10)];
  const { ticket, adviser } = await ask(mali, 'A table, please');
  expect(adviser?.staffId).toBe(noi.staff.id);
  expect([(await heard(noi)).length, (await heard(boss)).length, (await heard(som)).length]).toEqual([1, 0, 0]);
  const other = (await ask(ken, 'Are you open?')).ticket;
  const low = await visits.visit(mali);
  await run((tx) => rateRedemption(tx, low, 1));
  expect([(await heard(noi)).length, (await heard(boss)).length]).toEqual([1, 2]);
  const { tickets } = await run((tx) => openTickets(tx, noi, { page: 1, size: 10 }));
  expect(tickets.map(({ ref }) => ref)).toEqual([ticket.ref]);
  expect((await refusal(run((tx) => readTicket(tx, noi, other.ref)))).code).toBe('ticket-unknown');
  const offer = run((tx) => compensate(tx, noi, { ref: ticket.ref, language: 'en' }));
  expect((await refusal(offer)).code).toBe('not-allowed');
  await run((tx) => answerTicket(tx, noi, ticket.ref, 'With pleasure'));
  // Her stars opened a newer ticket; what she writes goes on where her adviser has answered.
  const again = await ask(mali, 'Thank you');
  expect([again.ticket.id, again.opened]).toEqual([ticket.id, false]);
  expect((await refusal(run((tx) => openTickets(tx, ploy, { page: 1, size: 10 })))).code).toBe('not-allowed');
});

it('Nobody is woken: what is written at night is one notice in the morning, and none for who has read it', async () => {
  await name('gold', noi);
  const mali = await buyer('Mali', 2_000);
  const night = at('2027-03-01T15:00:00Z');
  const { ticket } = await ask(mali, 'Is there cake?');
  for (let n = 0; n < 4; n++) {
    visits.later(10 * 60_000);
    await ask(mali, `and ${n}`);
  }
  const morning = new Date('2027-03-02T01:00:00Z');
  expect(await heard(noi, night)).toEqual([morning, morning]);
  await run((tx) => readTicket(tx, noi, ticket.ref));
  expect(await rows(`select subject from delivery where state = 'skipped'`)).toHaveLength(1);
});

it('What an adviser leaves for four hours of their day is told to the others, once until the next answer', async () => {
  await name('gold', noi);
  const mali = await buyer('Mali', 2_000);
  at('2027-03-01T11:00:00Z');
  const { ticket } = await ask(mali, 'Is there cake?');
  const late = () => run((tx) => tellLate(tx));
  const others = async () => [(await heard(boss)).length, (await heard(som)).length];
  at('2027-03-01T14:59:00Z');
  expect([await late(), await others()]).toEqual([0, [0, 0]]);
  // It is night by then, also for those who would be told.
  at('2027-03-01T15:01:00Z');
  expect([await late(), await others()]).toEqual([0, [0, 0]]);
  at('2027-03-02T01:00:00Z');
  expect(await Promise.all([late(), late()])).toEqual([1, 1]);
  expect(await others()).toEqual([1, 1]);
  await run((tx) => answerTicket(tx, boss, ticket.ref, 'Lemon cake'));
  expect([await late(), await others()]).toEqual([0, [1, 1]]);
  visits.later(3_600_000);
  await ask(mali, 'And nuts?');
  visits.later(4 * 3_600_000);
  expect([await late(), await others()]).toEqual([1, [2, 2]]);
});

it('Who answers now hears what follows, and when an adviser leaves, all that waits goes to the others', async () => {
  await name('gold', noi);
  const mali = await buyer('Mali', 2_000);
  const { ticket } = await ask(mali, 'A table, please');
  await run((tx) => takeTicket(tx, boss, ticket.ref));
  visits.later(10 * 60_000);
  await ask(mali, 'By the window');
  expect([(await heard(noi)).length, (await heard(boss)).length]).toEqual([1, 1]);
  await run((tx) => endStaff(tx, operator, noi.staff.id));
  expect([(await heard(boss)).length, (await heard(som)).length]).toEqual([2, 0]);
  visits.later(3_600_000);
  await ask(mali, 'Hello?');
  expect([(await heard(noi)).length, (await heard(boss)).length, (await heard(som)).length]).toEqual([1, 3, 1]);
  expect(await rows('select * from tier_adviser')).toEqual([]);
  expect((await refusal(run((tx) => readTicket(tx, noi, ticket.ref)))).code).toBe('not-allowed');
});
