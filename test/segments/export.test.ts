import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { segmentFiles } from '../../adapters/web/segment-files.ts';
import { type Role, Staff } from '../../entities/staff.ts';
import { recordPurchase } from '../../src/purchases/record.ts';
import { createSegment } from '../../src/segments/create-segment.ts';
import { segmentPath } from '../../src/segments/export-link.ts';
import { fillList } from '../../src/segments/fill-list.ts';
import { readRule } from '../../src/segments/read-rule.ts';
import { type ApiShop, openApiShop, operator } from '../api/api-shop.ts';

let shop: ApiShop;
let mali: string;
beforeAll(async () => {
  shop = await openApiShop();
  mali = await shop.person('Mali, "M" Wong');
  await shop.query('update customer set phone_sealed = $2 where id = $1', [
    mali,
    shop.app.shop.codes.encrypt('886912345678'),
  ]);
  const evil = await shop.person('=HYPERLINK("http://x")');
  for (const [n, customerId] of [mali, evil].entries())
    await shop.run((tx) =>
      recordPurchase(tx, operator, { who: { customerId }, source: 'pos', orderNo: `${n}`, amountMinor: 32_000 }),
    );
  await shop.person('Ken');
});
afterAll(() => shop?.close());

const make = (name: string, rule: string) =>
  shop.run((tx) => createSegment(tx, operator, { name, rule: readRule(rule, 'TWD') }));
const rows = (csv: string) => csv.replace('\ufeff', '').trimEnd().split('\r\n');

test('who is in a segment goes out with the reason, and nothing in it is a formula (A11.5)', async () => {
  await make('Spenders', 'spend >= 100 and not tag staff');
  const whole = await shop.key('exports');
  const path = 'GET /exports/segments/spenders';
  const told = await shop.call(whole, path);
  expect(told.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  const [head, one, two, ...more] = rows(told.body);
  expect(more).toEqual([]);
  expect(head).toBe('customer_id,customer_name,phone,language,joined,last_visit,visits,spent,points,because');
  expect(one).toMatch(new RegExp(`^${mali},"Mali, ""M"" Wong",'\\+886912345678,en,2026-`));
  expect(one).toContain(',1,320,');
  expect(one).toMatch(/"NT\$320 spent, no tag .*staff.*"$/);
  expect(two).toContain(`,"'=HYPERLINK(""http://x"")",`);
  const zh = await shop.call(whole, `${path}?language=zh-hant`);
  expect(rows(zh.body)[1]).toMatch(/消費.*NT\$320/);
  // Whoever may not export customers sees enough to tell them apart.
  const masked = rows((await shop.call(await shop.key('campaigns'), path)).body);
  expect(masked[1]).toContain(',M***,…678,');
  expect(masked.join()).not.toMatch(/Wong|886912|HYPERLINK/);
  expect((await shop.call(await shop.key('redeem'), path)).status).toBe(403);
  expect((await shop.call(whole, 'GET /exports/segments/nobody')).status).toBe(404);
  expect(await shop.query(`select 1 from audit where act = 'export-segment'`)).toHaveLength(3);
});

test('pages follow each other without a gap, and a list says that it is one', async () => {
  const list = await shop.run((tx) => createSegment(tx, operator, { name: 'Guests', rule: null }));
  const people: string[] = [];
  for (let n = 0; n < 5; n++) people.push(await shop.person(`P${n}`));
  await shop.run((tx) => fillList(tx, operator, list.id, people));
  const key = await shop.key('exports');
  const read: string[] = [];
  for (let after = ''; ; ) {
    const { body } = await shop.call(key, `GET /exports/segments/${list.id}?limit=2${after && `&after=${after}`}`);
    const [, ...page] = rows(body);
    if (page.length === 0) break;
    expect(page.length).toBeLessThanOrEqual(2);
    read.push(...page);
    after = page.at(-1)!.split(',')[0]!;
  }
  expect(read.map((row) => row.split(',')[0])).toEqual([...people].sort());
  expect(read.every((row) => row.endsWith('on the list Guests'))).toBe(true);
});

test('a link of the chat gives it to one member of staff for an hour, as their role may see it', async () => {
  const server = express().use(segmentFiles(shop.app)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const get = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);
    return { status: response.status, body: await response.text() };
  };
  const hire = async (name: string, role: Role) => {
    const [{ id }] = await shop.query(
      'insert into staff (customer_id, role, created_at) values ($1, $2, now()) returning id',
      [await shop.person(name), role],
    );
    return shop.run((tx) => tx.db.findOneByOrFail(Staff, { id }));
  };
  try {
    const { id: segmentId } = await make('All spenders', 'spend >= 100');
    const link = (staff: Staff) =>
      segmentPath(shop.app.shop, { segmentId, staffId: staff.id, language: 'zh-hans' }, shop.clock.at);
    const [owner, ploy, som] = [
      await hire('Boss', 'owner'),
      await hire('Ploy', 'marketer'),
      await hire('Som', 'manager'),
    ];
    expect((await get(link(owner))).body).toContain('Wong');
    const masked = await get(link(ploy));
    expect(masked.body).toMatch(/M\*\*\*,…678,.*消费/);
    expect(masked.body).not.toContain('Wong');
    expect((await get(link(som))).status).toBe(404);
    expect((await get(link(ploy).replace(/\.(.)/, (_, one) => `.${one === 'A' ? 'B' : 'A'}`))).status).toBe(404);
    expect((await get('/segment/e30.AAAAAAAAAAAAAAAAAAAAAA.csv')).status).toBe(404);
    const late = link(ploy);
    await shop.query('update staff set ended_at = now() where id = $1', [owner.id]);
    expect((await get(link(owner))).status).toBe(404);
    shop.clock.at = new Date(shop.clock.at.getTime() + 3_600_000);
    expect((await get(late)).status).toBe(404);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
