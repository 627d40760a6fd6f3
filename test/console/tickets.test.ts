import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Staff } from '../../entities/staff.ts';
import { shortId } from '../../src/customers/find-customer.ts';
import { askPerson } from '../../src/feedback/ask-person.ts';
import { findVisit } from '../../src/feedback/find-visit.ts';
import { rateRedemption } from '../../src/feedback/rate-redemption.ts';
import { sayMore } from '../../src/feedback/say-more.ts';
import { changeFeedbackSettings } from '../../src/feedback/settings.ts';
import { operator } from '../api/api-shop.ts';
import { seriousFindings } from '../pages/findings.ts';
import { buildPages, canLook, openBrowser, openPage, shoot } from '../pages/look.ts';
import { type ConsoleShop, openConsoleShop } from './console-shop.ts';

let shop: ConsoleShop;
let [station, market, gift] = ['', '', ''];
let som: Staff;
let [owner, bound, elsewhere, marketer] = ['', '', '', ''];

beforeAll(async () => {
  shop = await openConsoleShop(canLook ? { pagesFolder: await buildPages() } : {});
  const store = async (name: string): Promise<string> => {
    const [{ id }] = await shop.query(
      `insert into store (name, zone, created_at) values ($1, 'Asia/Taipei', $2) returning id`,
      [name, shop.clock.at],
    );
    return id;
  };
  station = await store('Station');
  market = await store('Market');
  gift = (await shop.campaign({ ref: 'LATTE', terms: { kind: 'amount', amountMinor: 3000 } })).id;
  som = await shop.staff('manager', 'Som', station);
  owner = await shop.signIn(await shop.staff('owner', 'Somchai'));
  bound = await shop.signIn(som);
  elsewhere = await shop.signIn(await shop.staff('manager', 'Mok', market));
  marketer = await shop.signIn(await shop.staff('marketer', 'Ploy'));
});
afterAll(() => shop?.close());

const later = (minutes: number) => {
  shop.clock.at = new Date(shop.clock.at.getTime() + minutes * 60_000);
};

/** As if every ticket had been opened so much earlier; the sessions of those who look stay good. */
const longAgo = (minutes: number) =>
  shop.query(`update ticket set opened_at = opened_at - $1 * interval '1 minute'`, [minutes]);

/** Somebody who rates a visit and writes a word; their open ticket, if it comes to one. */
async function visitor(name: string, stars: number, words: string, storeId = station): Promise<string> {
  const customerId = await shop.person(name);
  const { id } = await shop.campaign({ terms: { kind: 'points', points: 5 } });
  const { code } = await shop.claim(id, customerId);
  await shop.call(await shop.key('redeem'), 'POST /redeem', { code, store: storeId });
  await shop.run(async (tx) => rateRedemption(tx, await findVisit(tx, customerId, undefined), stars));
  await shop.run(async (tx) => sayMore(tx, await findVisit(tx, customerId, undefined), words));
  const [ticket] = await shop.query('select ref from ticket where customer_id = $1', [customerId]);
  later(1);
  return ticket?.ref ?? '';
}

/** Words to a person, of somebody who has no store of their own. */
async function asker(name: string, text: string): Promise<string> {
  const id = await shop.person(name);
  const { ticket } = await shop.run((tx) => askPerson(tx, id, { text }));
  later(1);
  return ticket.ref;
}

const offers = (budgetMinor: number) =>
  shop.run((tx) => changeFeedbackSettings(tx, operator, { offer: { campaign: 'LATTE', budgetMinor } }));
const chinese = { 'accept-language': 'zh-TW' };

test('Who was least content comes first, with how long they wait, and each manager sees their own store', async () => {
  const two = await visitor('Ken', 2, 'It was cold.');
  const one = await visitor('Lin', 1, 'Nobody came.');
  const words = await asker('Ming', 'A table for ten?');
  const far = await visitor('Fon', 1, 'Wrong cake.', market);
  await longAgo(61);
  const list = async (cookie: string) => (await shop.ask(cookie, 'GET /tickets?order=lowest', undefined, chinese)).body;
  const refs = (body: { tickets: { ref: string }[] }) => body.tickets.map(({ ref }) => ref);
  expect(refs(await list(owner))).toEqual([one, far, two, words]);
  expect(refs(await list(bound))).toEqual([one, two, words]);
  expect(refs(await list(elsewhere))).toEqual([far, words]);
  const mine = await list(bound);
  expect(mine.sentence).toBe('3 個案件待處理');
  expect(mine.tickets[0]).toMatchObject({ words: 'Nobody came.', waits: '已等 1 小時', mine: false, customer: 'L***' });
  expect((await shop.ask(bound, `GET /tickets/${far}`)).body).toMatchObject({ code: 'ticket-unknown' });
  const no = await shop.ask(marketer, 'GET /tickets');
  expect([no.status, no.body.code]).toEqual([403, 'not-allowed']);
});

test('Whoever begins has it; the others are told so until it is given back', async () => {
  const ref = await asker('Nok', 'Hello?');
  const taken = await shop.ask(bound, `POST /tickets/${ref}/take`, {});
  expect(taken.body).toMatchObject({ ticket: { mine: true, may: { answer: true, leave: true } } });
  expect(taken.body.sentence).toMatch(/^Som has been answering since/);
  const refused = await shop.ask(elsewhere, `POST /tickets/${ref}/answer`, { words: 'Hi' }, chinese);
  expect(refused).toMatchObject({ status: 409, body: { code: 'ticket-taken' } });
  expect(refused.body.sentence).toBe('Som 正在處理這個案件。');
  const seen = (await shop.ask(elsewhere, `GET /tickets/${ref}`)).body;
  expect(seen).toMatchObject({ takenBySomebodyElse: true, takenBy: 'Som', may: { answer: false, leave: false } });
  expect((await shop.ask(bound, `POST /tickets/${ref}/leave`, {})).body.sentence).toBe(
    `Ticket ${ref} is free for somebody else.`,
  );
  const both = await Promise.all([bound, elsewhere].map((cookie) => shop.ask(cookie, `POST /tickets/${ref}/take`, {})));
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
});

test('An answer goes to the customer once, however often the page sends it, and they wait no more', async () => {
  const ref = await asker('Dao', 'Do you open on Sunday?');
  const again = { 'idempotency-key': 'the-same' };
  const first = await shop.ask(owner, `POST /tickets/${ref}/answer`, { words: ' Yes,\nfrom nine. ' }, again);
  const second = await shop.ask(owner, `POST /tickets/${ref}/answer`, { words: ' Yes,\nfrom nine. ' }, again);
  expect(second.body).toEqual(first.body);
  expect(first.body).toMatchObject({
    sentence: 'Sent. Their reply comes to you.',
    ticket: {
      waitingSince: null,
      waits: 'answered',
      lines: [{ byStaff: false }, { who: 'Somchai', words: 'Yes,\nfrom nine.' }],
    },
  });
  const sent = await shop.query(
    `select messages from delivery where subject like 'ticket-answer:%' and customer_id =
    (select customer_id from ticket where ref = $1)`,
    [ref],
  );
  expect(sent).toHaveLength(1);
  const empty = await shop.ask(owner, `POST /tickets/${ref}/answer`, { words: '\u200b ' });
  expect(empty).toMatchObject({ status: 422, body: { code: 'body-invalid' } });
});

test('Making up for it asks first, keeps to the budget, gives one coupon, and says what stands in its way', async () => {
  const ref = await visitor('Mali', 1, 'Cold again.');
  expect((await shop.ask(owner, `GET /tickets/${ref}/offer`)).body.code).toBe('offer-unset');
  await offers(2000);
  const poor = await shop.ask(owner, `GET /tickets/${ref}/offer`);
  expect(poor.body).toMatchObject({
    code: 'offer-budget',
    sentence: 'This coupon may cost NT$30, and NT$20 is left this month.',
  });
  expect((await shop.ask(owner, `POST /tickets/${ref}/compensate`, {})).body.code).toBe('offer-budget');
  await offers(5000);
  expect((await shop.ask(bound, `GET /tickets/${ref}`)).body.may.offer).toBe(true);
  const asked = await shop.ask(bound, `GET /tickets/${ref}/offer`, undefined, chinese);
  expect(asked.body.sentence).toBe('要送「Latte」給 M*** 嗎？最多折抵 NT$30，本月補償預算還剩 NT$50。');
  const given = await shop.ask(bound, `POST /tickets/${ref}/compensate`, {});
  expect(given.body).toMatchObject({ ticket: { compensated: true, may: { offer: false } } });
  expect((await shop.ask(bound, `POST /tickets/${ref}/compensate`, {})).body.code).toBe('offer-done');
  expect(await shop.query('select count(*)::int as n from coupon where campaign_id = $1', [gift])).toEqual([{ n: 1 }]);
});

test('A ticket is closed once, with a note that the customer reads', async () => {
  const ref = await asker('Pim', 'Thank you!');
  const closed = await shop.ask(owner, `POST /tickets/${ref}/close`, { note: 'See you soon.' });
  expect(closed.body).toMatchObject({ sentence: `Ticket ${ref} is closed.`, ticket: { state: 'closed' } });
  expect(closed.body.ticket.stands).toEqual(['Closed: See you soon.']);
  expect((await shop.ask(owner, `POST /tickets/${ref}/close`, {})).body.code).toBe('ticket-closed');
  expect((await shop.ask(owner, `POST /tickets/${ref}/take`, {})).body.code).toBe('ticket-closed');
});

test('Nobody answers their own ticket, a key answers none, and another site nothing at all', async () => {
  const ref = (await shop.run((tx) => askPerson(tx, som.customerId, { text: 'My own' }))).ticket.ref;
  expect((await shop.ask(bound, `GET /tickets/${ref}`)).body.code).toBe('ticket-own');
  expect((await shop.ask(bound, `POST /tickets/${ref}/take`, {})).body.code).toBe('ticket-own');
  const key = await shop.key('feedback');
  const read = await shop.call(key, `GET /tickets/${ref}`);
  expect(read.body).toMatchObject({ ref, may: { answer: false, offer: false, leave: false } });
  for (const act of ['take', 'leave', 'compensate']) {
    const told = await shop.call(key, `POST /tickets/${ref}/${act}`, {}, chinese);
    expect(told).toMatchObject({ status: 403, body: { code: 'ticket-by-person', sentence: '顧客要由真人具名回覆。' } });
  }
  const foreign = { 'sec-fetch-site': 'cross-site' };
  expect((await shop.ask(owner, `POST /tickets/${ref}/close`, {}, foreign)).body.code).toBe('other-site');
  expect((await shop.query('select state, taken_by from ticket where ref = $1', [ref]))[0]).toEqual({
    state: 'open',
    taken_by: null,
  });
});

test('An adviser answers what goes to them, whatever their role, sees nothing else, and gives no coupon', async () => {
  const ann = await shop.staff('marketer', 'Ann');
  const cookie = await shop.signIn(ann);
  const ref = await asker('Gold', 'A word with Ann, please');
  await shop.query('update ticket set adviser_id = $1 where ref = $2', [ann.id, ref]);
  const { body } = await shop.ask(cookie, 'GET /tickets');
  expect(body).toMatchObject({ total: 1, tickets: [{ ref, adviser: 'Ann' }] });
  const read = (await shop.ask(cookie, `GET /tickets/${ref}`)).body;
  expect(read).toMatchObject({ stands: ['For Ann, their adviser.'], may: { answer: true, offer: false } });
  expect((await shop.ask(cookie, `POST /tickets/${ref}/compensate`, {})).body.code).toBe('not-allowed');
  expect((await shop.ask(cookie, `POST /tickets/${ref}/answer`, { words: 'With pleasure.' })).status).toBe(200);
  // It was the only thing that let her see tickets at all.
  const closed = await shop.ask(cookie, `POST /tickets/${ref}/close`, { note: 'Until then.' });
  expect(closed.body).toMatchObject({ sentence: `Ticket ${ref} is closed.`, ticket: { state: 'closed' } });
  expect(closed.body.ticket.stands).toEqual(['Closed: Until then.']);
  expect((await shop.ask(cookie, 'GET /tickets')).body.code).toBe('not-allowed');
});

test('Figures and words of feedback are told in sentences, of their own store to whoever is bound to one', async () => {
  const all = (await shop.ask(marketer, 'GET /feedback/figures', undefined, chinese)).body;
  expect(all.lines.stores).toEqual(['Station：1.33 顆星（3 則）', 'Market：1 顆星（1 則）']);
  const mine = (await shop.ask(bound, 'GET /feedback/figures')).body;
  expect(mine.lines).toMatchObject({
    sum: ['1.33 of 5 stars, from 3 ratings'],
    stores: ['Station: 1.33 ★ (3 ratings)'],
  });
  expect(mine.lines.stars).toEqual(['★★★★★ 0', '★★★★☆ 0', '★★★☆☆ 0', '★★☆☆☆ 1', '★☆☆☆☆ 2']);
  const { feedback } = (await shop.ask(bound, 'GET /feedback?withWords=true')).body;
  expect(feedback.map(({ sentence }: { sentence: string }) => sentence)).toContain(
    '23 November · ★☆☆☆☆ · L***: “Nobody came.”',
  );
});

describe.skipIf(!canLook)('A manager at a desk', { timeout: 60_000 }, () => {
  test('answers who waits longest, keeps what was written when the session ends, makes up for it, tags, and closes', async () => {
    const ref = await visitor('<b>Mali</b>', 1, 'Cold & late.');
    await longAgo(120);
    await offers(9_000);
    const browser = await openBrowser();
    const { page, complaints } = await openPage(browser, { url: shop.url });
    await page.goto(await shop.link(som));
    await page.getByRole('link', { name: 'Tickets' }).click();
    await page.getByRole('link', { name: new RegExp(ref) }).click();
    await page.getByText('waiting for 2 hours').waitFor();
    await page.getByRole('button', { name: 'Answer' }).click();
    await page.getByLabel('Your answer').fill('We are sorry, Mali.');
    expect(await seriousFindings(page)).toEqual([]);
    await shoot(page, 'console-ticket-answer');
    await shop.query('update console_session set ended_at = now() where staff_id = $1', [som.id]);
    await page.getByRole('button', { name: 'Send the answer' }).click();
    await page.getByText('You are not signed in').waitFor();
    await page.goto(await shop.link(som));
    await page.getByText('Signed in as Som').waitFor();
    await page.goto(`/console/tickets/${ref}`);
    await page.getByRole('button', { name: 'Answer' }).click();
    expect(await page.getByLabel('Your answer').inputValue()).toBe('We are sorry, Mali.');
    await page.getByRole('button', { name: 'Send the answer' }).click();
    await page.getByText('Sent. Their reply comes to you.').waitFor();
    await page.getByRole('button', { name: 'Offer compensation' }).click();
    await page.getByRole('alertdialog').getByText('Give “Latte” to <***?', { exact: false }).waitFor();
    await offers(0);
    await page.getByRole('button', { name: 'Yes, give it' }).click();
    await page.getByText('An owner can raise the budget', { exact: false }).waitFor();
    await offers(9_000);
    await page.getByRole('button', { name: 'Yes, give it' }).click();
    await page.getByText('“Latte” is in their wallet, with our apology.').waitFor();
    expect(await page.getByRole('button', { name: 'Offer compensation' }).count()).toBe(0);
    await page.getByRole('link', { name: 'Open the dossier' }).click();
    await page.getByRole('heading', { name: '<b>Mali</b>' }).waitFor();
    await page.getByText('asked for an answer').waitFor();
    await page.getByLabel('Show').selectOption('said');
    await page.getByText('★ “Cold & late.” Station').waitFor();
    expect(await page.getByText('joined').count()).toBe(0);
    await page.getByLabel('New tag').fill('Regular, late bird');
    await page.getByRole('button', { name: 'Add' }).click();
    await page.getByText('Added “late bird”.').waitFor();
    await page.getByRole('button', { name: 'Take off regular' }).click();
    await page.getByText('Took off “regular”.').waitFor();
    expect(await shop.query('select tag from customer_tag')).toEqual([{ tag: 'late bird' }]);
    expect(await seriousFindings(page)).toEqual([]);
    await page.goto(`/console/customers/${shortId(page.url().split('/').at(-1)!)}`);
    await page.getByRole('link', { name: 'Somebody else' }).click();
    await page.getByLabel('Name, phone number or code').fill('<b>mali');
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByRole('heading', { name: '<b>Mali</b>' }).waitFor();
    await page.goto(`/console/tickets/${ref}`);
    await page.getByRole('button', { name: 'Close the ticket' }).click();
    await page.getByLabel('Your note to the customer').fill('Next one hot.');
    await page.getByRole('button', { name: 'Close it with this note' }).click();
    await page.getByText(`Ticket ${ref} is closed.`).waitFor();
    expect(await page.getByRole('button', { name: 'Answer' }).count()).toBe(0);
    const other = await asker('Bee', 'One more thing');
    await page.goto(`/console/tickets/${other}`);
    await page.getByText('One more thing').waitFor();
    expect((await shop.ask(owner, `POST /tickets/${other}/close`, {})).status).toBe(200);
    await page.getByRole('button', { name: 'Answer' }).click();
    await page.getByText('This ticket was closed on', { exact: false }).waitFor();
    await page.getByText('Closed.', { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'Answer' }).count()).toBe(0);
    await page.getByRole('link', { name: 'All open tickets' }).click();
    await page.getByRole('link', { name: 'What customers say' }).click();
    await page.getByText('<***: “Cold & late.”').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await browser.close();
  });
});
