import { readFileSync, statSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Customer } from '../../entities/customer.ts';
import { Staff } from '../../entities/staff.ts';
import { createCampaign } from '../../src/campaigns/create-campaign.ts';
import { claimCoupon } from '../../src/coupons/claim-coupon.ts';
import { findClaimable } from '../../src/coupons/claimable.ts';
import { redeemCoupon } from '../../src/coupons/redeem.ts';
import { keepPhone } from '../../src/customers/keep-phone.ts';
import { tagCustomer } from '../../src/customers/tags.ts';
import { customersHeader, exportCustomers } from '../../src/exports/export-customers.ts';
import { joinCustomers } from '../../src/links/join-customers.ts';
import { createStore } from '../../src/stores/create-store.ts';
import { openApiShop } from '../api/api-shop.ts';
import { refusal } from '../coupons/counter.ts';
import { type ImportShop, openImportShop } from '../imports/import-shop.ts';

let shop: ImportShop;
beforeAll(async () => {
  shop = await openImportShop();
});
afterAll(() => shop?.close());

const operator = { kind: 'operator' } as const;

/** Every row of every table, but the record of imports and of who did what. */
async function everything(): Promise<Record<string, string>> {
  const tables = await shop.sql(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'
       and table_name not in ('import', 'import_error', 'import_part', 'audit') order by 1`,
  );
  const all: Record<string, string> = {};
  for (const { name } of tables)
    all[name] = (
      await shop.sql(`select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as h from "${name}" t`)
    )[0].h;
  return all;
}

/** People as hostile as they come: formulas, quotes, a linked number, tags that an import would cut, wrong birthdays. */
async function fill(): Promise<void> {
  const [m, o, k, n] = [await shop.person(), await shop.person(), await shop.person(), await shop.person()];
  await shop.person();
  await shop.sql(`update customer set name = '=1+1,"x"', birth_mmdd = 315, birth_year = 1990 where id = $1`, [m]);
  await shop.sql(`update customer set name = '陳＝淑芬', birth_mmdd = 229 where id = $1`, [k]);
  await shop.sql(`update customer set name = 'Noi', birth_mmdd = 230, birth_year = 1990 where id = $1`, [n]);
  await shop.sql(
    `insert into identity (customer_id, channel, address, created_at) values
       ($1, 'line', 'U0123456789abcdef0123456789abcdef', now()), ($1, 'telegram', '12345', now()), ($1, 'telegram', '99999', now()),
       ($2, 'member', '-A1', now()), ($3, 'web', 'secret-of-a-browser', now()), ($3, 'pos', '''=2', now())`,
    [m, k, n],
  );
  await shop.sql(
    `insert into customer_tag (customer_id, tag, by, at) values ($1, 'VIP', 'old', now()), ($1, 'a|b', 'old', now())`,
    [k],
  );
  await shop.inside(async (tx) => {
    const named = (id: string) => tx.db.findOneByOrFail(Customer, { id });
    await keepPhone(tx, await named(o), '+886955000001');
    await keepPhone(tx, await named(k), '+8860912345678');
    await joinCustomers(tx, m, o);
    await tagCustomer(tx, operator, { customerId: m, tag: 'oat milk' });
    const { id: storeId } = await createStore(tx, operator, { name: '@Station' });
    const [{ id }] = await tx.db.query(
      `insert into staff (customer_id, role, store_id, created_at) values ($1, 'manager', $2, now()) returning id`,
      [n, storeId],
    );
    const boss = { kind: 'staff', staff: await tx.db.findOneByOrFail(Staff, { id }) } as const;
    const terms = { kind: 'amount' as const, amountMinor: 1000, name: { 'zh-hant': '拿鐵' }, validity: { days: 30 } };
    const campaign = await createCampaign(tx, operator, { ref: 'OFFER', perCustomer: 9, terms });
    const claim = async () => claimCoupon(tx, m, (await findClaimable(tx.db, campaign.id))!, 'line', 'en');
    await redeemCoupon(tx, boss, { code: tx.shop.codes.codeOf(await claim()), amountMinor: 15_800 });
    await claim();
  });
}

test('what goes out and comes in again changes nothing, however hostile; and each use stands beside its customer', async () => {
  await fill();
  expect((await shop.run('export', 'customers', 'all.csv', '--json')).json()).toMatchObject({ customers: 4 });
  const before = await everything();
  expect(statSync(shop.path('all.csv')).mode & 0o777).toBe(0o600);
  const text = readFileSync(shop.path('all.csv'), 'utf8');
  expect(text).toContain(
    '"\'=1+1,""x""",\'+886955000001,1990-03-15,en,oat milk,U0123456789abcdef0123456789abcdef,12345,',
  );
  expect(text).toMatch(/,OFFER,拿鐵,redeemed,[^,]+,[^,]+,[^,]+,'@Station,Noi,158,10\r\n/);
  expect(text).toMatch(/,OFFER,拿鐵,issued,[^,]+,[^,]+,,,,,\r\n/);
  expect(text).not.toMatch(/secret-of|(^|,)[=+@-]/m);
  for (const extra of [['--dry-run'], []])
    expect((await shop.run('import', 'customers', 'all.csv', '--json', ...extra)).json()).toMatchObject({
      ...{ rows: 5, taken: 0, again: 5, refused: 0, customersNew: 0 },
    });
  expect(await everything()).toEqual(before);
});

test('pages put together are the whole, only who may takes them, and each is noted', async () => {
  const pages: string[] = [];
  let after: string | undefined;
  do {
    const page = await shop.inside((tx) => exportCustomers(tx, operator, { after, most: 1 }));
    pages.push(page.csv);
    after = page.next;
  } while (after);
  expect(customersHeader + pages.join('')).toBe(readFileSync(shop.path('all.csv'), 'utf8'));
  const [{ n }] = await shop.sql(`select count(*)::int as n from audit where act = 'export-customers'`);
  expect(n).toBe(pages.length + 1);
  const [staff] = await shop.inside((tx) => tx.db.find(Staff));
  const manager = { kind: 'staff', staff: staff! } as const;
  expect((await refusal(shop.inside((tx) => exportCustomers(tx, manager, { most: 1 })))).code).toBe('not-allowed');
  expect((await shop.run('export', 'purchases', 'x.csv')).exit).toBe(2);
  expect((await shop.run('export', 'customers', 'nowhere/x.csv')).exit).toBe(1);
});

test('over the API a page comes as a file, to a key for exports alone', async () => {
  const api = await openApiShop();
  try {
    const [mali, ken] = [await api.person('Mali'), await api.person('Ken')].sort() as [string, string];
    const headers = { authorization: `Bearer ${await api.key('exports')}` };
    const page = async (query: string) =>
      (await fetch(`${api.url}/api/v1/exports/customers?${query}`, { headers })).text();
    expect((await page('limit=1')).split('\r\n')).toEqual([customersHeader.trim(), expect.stringContaining(mali), '']);
    expect(await page(`after=${mali}`)).toContain(ken);
    expect(await page(`after=${ken}`)).toBe(customersHeader.slice(1));
    expect((await api.call(await api.key('customers', 'imports'), 'GET /exports/customers')).status).toBe(403);
  } finally {
    await api.close();
  }
});
