import { afterAll, expect, it } from 'vitest';
import { recognise } from '../../src/chat/recognise.ts';
import { readTimeline } from '../../src/customers/customer-timeline.ts';
import { askPerson } from '../../src/feedback/ask-person.ts';
import { closeTicket } from '../../src/feedback/close-ticket.ts';
import { rateRedemption } from '../../src/feedback/rate-redemption.ts';
import { haveIdea } from '../../src/ideas/have-idea.ts';
import { joinCustomers } from '../../src/links/join-customers.ts';
import { linkRef, partCustomers } from '../../src/links/part-customers.ts';
import { openVisits } from './visits.ts';

const visits = await openVisits();
const { run, rows, visit, person, operator, clock } = visits;
afterAll(() => visits.close());

/** How much of each kind a person has. */
async function has(customerId: string) {
  const [counts] = await rows<Record<string, number>>(
    `select (select count(*) from feedback where customer_id = $1)::int as said,
       (select count(*) from feedback_ask where customer_id = $1)::int as asked,
       (select count(*) from ticket where customer_id = $1)::int as tickets,
       (select count(*) from survey where customer_id = $1)::int as surveys,
       (select count(*) from idea where customer_id = $1)::int as ideas`,
    [customerId],
  );
  return counts;
}

/** One low rating that was asked for, one question, one survey. */
async function say(customerId: string) {
  const use = await visit(customerId);
  await rows('insert into feedback_ask (redemption_id, customer_id, at) values ($1, $2, $3)', [
    use.id,
    customerId,
    clock.at,
  ]);
  await run((tx) => askPerson(tx, customerId, { text: 'Hello' }));
  await run((tx) => rateRedemption(tx, use, 1));
  await rows('insert into survey (customer_id, asked_at) values ($1, $2)', [customerId, clock.at]);
  await run((tx) => haveIdea(tx, customerId, `Idea ${use.id}`));
}

it('What two have said is one person’s, and each has their own again when they part', async () => {
  const mali = await person('Mali');
  visits.later(1000);
  const too = await person('Mali too');
  await say(mali);
  await say(too);
  const one = { said: 1, asked: 1, tickets: 2, surveys: 1, ideas: 1 };
  expect([await has(mali), await has(too)]).toEqual([one, one]);

  const { linkId, keptId } = await run((tx) => joinCustomers(tx, mali, too));
  expect(keptId).toBe(mali);
  expect([await has(mali), await has(too)]).toEqual([
    { said: 2, asked: 2, tickets: 4, surveys: 2, ideas: 2 },
    { said: 0, asked: 0, tickets: 0, surveys: 0, ideas: 0 },
  ]);

  // Said while they were one, with as many tickets open as one person may have: the stars stay with who gave them.
  await say(mali);
  visits.later(1000);
  await run((tx) => partCustomers(tx, operator, linkRef(linkId)));
  expect(await has(too)).toEqual(one);
  expect(await has(mali)).toEqual({ said: 2, asked: 2, tickets: 2, surveys: 2, ideas: 2 });
});

it('Stars given while two were one follow the use that they are about', async () => {
  const mali = await person('Mali');
  visits.later(1000);
  const too = await person('Mali too');
  const use = await visit(too);
  const { linkId } = await run((tx) => joinCustomers(tx, mali, too));
  await run((tx) => rateRedemption(tx, { ...use, customerId: mali }, 2));
  expect(await has(mali)).toMatchObject({ said: 1, tickets: 1 });
  visits.later(1000);
  await run((tx) => partCustomers(tx, operator, linkRef(linkId)));
  expect(await has(mali)).toMatchObject({ said: 0, tickets: 0 });
  expect(await has(too)).toMatchObject({ said: 1, tickets: 1 });
});

it('Answers and ideas of both are in the timeline of who they have become, and a kept answer finds them there', async () => {
  const boss = await visits.staff('Boss', 'owner');
  const mali = await person('Mali');
  visits.later(1000);
  const too = await person('Mali too');
  for (const [id, words] of [
    [mali, 'Hers'],
    [too, 'Theirs'],
  ] as const) {
    await rows(`insert into survey (customer_id, reason, asked_at, answered_at) values ($1, 'far', $2, $2)`, [
      id,
      clock.at,
    ]);
    await run((tx) => haveIdea(tx, id, words));
  }
  const { ticket } = await run((tx) => askPerson(tx, too, { text: 'Hello' }));
  const [identity] = await rows<{ channel: string; address: string }>(
    'select channel, address from identity where customer_id = $1',
    [too],
  );
  await rows('update identity set reachable = false where customer_id = $1', [too]);
  expect(await run((tx) => closeTicket(tx, boss, ticket.ref, 'We found it'))).toBe(false);
  visits.later(1000);
  const { linkId } = await run((tx) => joinCustomers(tx, mali, too));
  const told = async (id: string) =>
    (await run((tx) => readTimeline(tx, boss, id, 'all', { only: ['survey', 'idea', 'message'] }))).entries.map(
      ({ kind, facts }) => facts.words ?? facts.state ?? kind,
    );
  expect((await told(too)).sort()).toEqual(['Hers', 'Theirs', 'unreachable', 'survey', 'survey'].sort());
  const { channel, address: from } = identity!;
  const { customer } = await run((tx) => recognise(tx, { id: 'x', channel, from, text: 'Hello' }));
  expect(customer.id).toBe(mali);
  expect(await told(mali)).toContain('waiting');
  visits.later(1000);
  await run((tx) => partCustomers(tx, operator, linkRef(linkId)));
  expect(await told(mali)).toEqual(expect.not.arrayContaining(['Theirs']));
  expect((await told(too)).filter((one) => one !== 'waiting').sort()).toEqual(['Theirs', 'survey']);
});
