import { afterAll, expect, it } from 'vitest';
import { recognise } from '../../src/chat/recognise.ts';
import { answerTicket } from '../../src/feedback/answer-ticket.ts';
import { askPerson, inConversation } from '../../src/feedback/ask-person.ts';
import { closeTicket } from '../../src/feedback/close-ticket.ts';
import { openTickets } from '../../src/feedback/list-tickets.ts';
import { rateRedemption } from '../../src/feedback/rate-redemption.ts';
import { readTicket } from '../../src/feedback/read-ticket.ts';
import { giveBackTicket, takeTicket } from '../../src/feedback/take-ticket.ts';
import { refusal } from '../coupons/counter.ts';
import { openVisits } from './visits.ts';

const visits = await openVisits();
const { run, rows, visit, person } = visits;
afterAll(() => visits.close());

const station = await visits.store('Station');
const market = await visits.store('Market');
const boss = await visits.staff('Boss', 'owner');
const som = await visits.staff('Som', 'manager', station.id);
const mok = await visits.staff('Mok', 'manager', market.id);

const ask = (customerId: string, text: string) => run((tx) => askPerson(tx, customerId, { text }));
const told = (customerId: string) =>
  rows<{ subject: string; run_at: Date }>(
    'select subject, run_at from delivery where customer_id = $1 order by created_at, id',
    [customerId],
  );

it('One person has three open tickets at most, and what comes beyond goes to the newest', async () => {
  const mali = await person('Mali');
  const uses = [];
  for (let n = 0; n < 6; n++) uses.push(await visit(mali));
  await Promise.all(uses.map((use) => run((tx) => rateRedemption(tx, use, 1))));
  expect(await rows('select state, count(*)::int as n from ticket where customer_id = $1 group by 1', [mali])).toEqual([
    { state: 'open', n: 3 },
  ]);
  const said = await rows(
    `select m.words from ticket_message m join ticket t on t.id = m.ticket_id where t.customer_id = $1`,
    [mali],
  );
  expect(said).toEqual([1, 2, 3].map(() => ({ words: '★☆☆☆☆' })));
});

it('Stars are kept also when a person has said as much as may wait', async () => {
  const mali = await person('Mali');
  for (let n = 0; n < 3; n++) await run(async (tx) => rateRedemption(tx, await visit(mali), 1));
  for (let n = 0; n < 10; n++) await ask(mali, `line ${n}`);
  expect((await refusal(ask(mali, 'one more'))).code).toBe('ask-enough');
  const last = await visit(mali);
  await run((tx) => rateRedemption(tx, last, 2));
  expect(await rows('select rating from feedback where redemption_id = $1', [last.id])).toEqual([{ rating: 2 }]);
});

it('Words that follow one another are told at once, then gathered into one notice', async () => {
  const mali = await person('Mali');
  const before = (await told(boss.staff.customerId)).length;
  for (const words of ['Hello?', 'My latte', 'was cold', 'and late']) {
    await ask(mali, words);
    visits.later(10_000);
  }
  const notices = (await told(boss.staff.customerId)).slice(before);
  expect(notices.length).toBeLessThanOrEqual(3);
  const later = notices.filter(({ subject }) => subject.includes(':more:'));
  expect(later.length).toBeGreaterThan(0);
  for (const { run_at } of later) expect(run_at.getTime() % 300_000).toBe(0);
  const { ticket } = await ask(mali, 'that is all');
  expect(await rows('select count(*)::int as n from ticket_message where ticket_id = $1', [ticket.id])).toEqual([
    { n: 5 },
  ]);
});

it('Nobody is asked to wait who was answered', async () => {
  const mali = await person('Mali');
  for (let n = 1; n <= 10; n++) await ask(mali, `line ${n}`);
  expect((await refusal(ask(mali, 'one too many'))).code).toBe('ask-enough');
  const [ticket] = await rows<{ ref: string }>('select ref from ticket where customer_id = $1', [mali]);
  const { ref } = ticket!;
  expect(await run((tx) => inConversation(tx, mali))).toBe(false);
  await run((tx) => answerTicket(tx, boss, ref, 'We are looking at it'));
  expect(await run((tx) => inConversation(tx, mali))).toBe(true);
  await ask(mali, 'thank you');
  await run((tx) => closeTicket(tx, boss, ref, 'done'));
  expect(await run((tx) => inConversation(tx, mali))).toBe(false);
});

it('A closing note that cannot be delivered is kept, staff are told so, and the customer reads it once when they write again', async () => {
  const mali = await person('Mali');
  const [me] = await rows<{ address: string; channel: string }>(
    'select channel, address from identity where customer_id = $1',
    [mali],
  );
  const notes = () =>
    rows<{ state: string; address: string }>(
      `select state, address from delivery where customer_id = $1 and subject like 'ticket-%' order by id`,
      [mali],
    );
  const away = () => rows('update identity set reachable = false where customer_id = $1', [mali]);
  const write = () => run((tx) => recognise(tx, { id: 'x', from: me!.address, channel: me!.channel, text: 'Hello' }));
  const { ticket } = await ask(mali, 'Where is my umbrella?');
  await away();
  expect(await run((tx) => closeTicket(tx, boss, ticket.ref, 'It is at the counter.'))).toBe(false);
  expect(await notes()).toMatchObject([{ state: 'unreachable' }]);
  const untold = async (ref: string) => (await run((tx) => readTicket(tx, boss, ref))).view.untold;
  expect(await untold(ticket.ref)).toBe(true);
  await write();
  expect(await notes()).toEqual([{ state: 'waiting', address: me!.address }]);
  expect(await untold(ticket.ref)).toBe(false);
  await write();
  expect(await notes()).toHaveLength(1);
  await rows(`update delivery set state = 'sent', finished_at = $2 where customer_id = $1`, [mali, visits.clock.at]);

  // Nobody knew that they had blocked us until the platform said so.
  const second = await ask(mali, 'And my hat?');
  expect(await run((tx) => closeTicket(tx, boss, second.ticket.ref, 'That too.'))).toBe(true);
  await rows(
    `update delivery set state = 'unreachable', finished_at = $2 where customer_id = $1 and state = 'waiting'`,
    [mali, visits.clock.at],
  );
  await away();
  expect(await untold(second.ticket.ref)).toBe(true);
  await write();
  expect((await notes()).map(({ state }) => state)).toEqual(['sent', 'waiting']);
  // Long ago is long ago.
  await rows(
    `update delivery set state = 'unreachable', finished_at = $2 where customer_id = $1 and state = 'waiting'`,
    [mali, visits.clock.at],
  );
  await away();
  visits.later(91 * 86_400_000);
  await write();
  expect((await notes()).map(({ state }) => state)).toEqual(['sent', 'unreachable']);
  visits.later(-91 * 86_400_000);
});

it('Of two who answer at once one is told that the other does', async () => {
  const { ticket } = await ask(await person('Mali'), 'Is anybody there?');
  const done = await Promise.allSettled(
    [boss, som, mok].map((by) => run((tx) => answerTicket(tx, by, ticket.ref, 'Yes'))),
  );
  expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const answers = await rows(
    'select count(*)::int as n from ticket_message where ticket_id = $1 and staff_id is not null',
    [ticket.id],
  );
  expect(answers).toEqual([{ n: 1 }]);
});

it('Who has it keeps it for thirty minutes, or until they give it back', async () => {
  const { ref } = (await ask(await person('Mali'), 'Hello')).ticket;
  await run((tx) => takeTicket(tx, som, ref));
  visits.later(29 * 60_000);
  expect((await refusal(run((tx) => takeTicket(tx, boss, ref)))).code).toBe('ticket-taken');
  visits.later(60_000);
  await run((tx) => takeTicket(tx, boss, ref));
  expect((await refusal(run((tx) => takeTicket(tx, som, ref)))).facts).toMatchObject({ name: 'Boss' });
  await run((tx) => giveBackTicket(tx, boss, ref));
  await run((tx) => takeTicket(tx, som, ref));
});

it('A reply goes to whoever answers; when they are away or have left, to all who may', async () => {
  const mali = await person('Mali');
  const tia = await visits.staff('Tia', 'manager', station.id);
  const { ticket } = await ask(mali, 'Hello');
  const count = async () => [await heard(boss), await heard(tia)];
  const heard = async (by: typeof boss) =>
    (await told(by.staff.customerId)).filter(({ subject }) => /^ticket:[^:]+:[^:]+$/.test(subject)).length;
  await run((tx) => answerTicket(tx, tia, ticket.ref, 'Yes?'));
  visits.later(6 * 60_000);
  const [ours, theirs] = await count();
  await ask(mali, 'Is my umbrella there?');
  expect(await count()).toEqual([ours, theirs! + 1]);
  visits.later(30 * 60_000);
  await ask(mali, 'Never mind');
  expect(await count()).toEqual([ours! + 1, theirs! + 2]);
  await run((tx) => answerTicket(tx, tia, ticket.ref, 'It is here'));
  await rows('update staff set ended_at = $2 where id = $1', [tia.staff.id, visits.clock.at]);
  visits.later(6 * 60_000);
  await ask(mali, 'I will come');
  expect(await count()).toEqual([ours! + 2, theirs! + 2]);
});

it('A manager of one store sees its tickets and those of none; nobody sees their own', async () => {
  const mali = await person('Mali');
  await run(async (tx) => rateRedemption(tx, await visit(mali, station.id), 2));
  const refs = async (by: typeof boss) => (await run((tx) => openTickets(tx, by, { page: 1, size: 100 }))).tickets;
  const [mine] = await rows<{ ref: string }>('select ref from ticket where customer_id = $1', [mali]);
  const has = async (by: typeof boss) => (await refs(by)).some(({ ref }) => ref === mine!.ref);
  expect([await has(boss), await has(som), await has(mok)]).toEqual([true, true, false]);
  expect((await refusal(run((tx) => takeTicket(tx, mok, mine!.ref)))).code).toBe('ticket-unknown');
  expect((await refusal(run((tx) => openTickets(tx, visits.noi, { page: 1, size: 1 })))).code).toBe('not-allowed');
  const { ticket } = await ask(som.staff.customerId, 'I have a question of my own');
  expect((await refs(som)).some(({ id }) => id === ticket.id)).toBe(false);
  const about = (customerId: string) =>
    told(customerId).then((all) => all.filter(({ subject }) => subject.startsWith(`ticket:${ticket.id}:`)).length);
  expect([await about(som.staff.customerId), await about(boss.staff.customerId)]).toEqual([0, 1]);
});

it('Pages of open tickets hold each one once, the oldest first', async () => {
  const all = await run((tx) => openTickets(tx, boss, { page: 1, size: 100 }));
  const paged = [];
  for (let page = 1; page <= Math.ceil(all.total / 2); page++) {
    paged.push(...(await run((tx) => openTickets(tx, boss, { page, size: 2 }))).tickets);
  }
  expect(all.total).toBe(all.tickets.length);
  expect(paged.map(({ ref }) => ref)).toEqual(all.tickets.map(({ ref }) => ref));
  const opened = all.tickets.map(({ openedAt }) => openedAt.getTime());
  expect(opened).toEqual(opened.toSorted((one, other) => one - other));
});
