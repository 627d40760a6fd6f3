import { afterAll, beforeAll, expect, test } from 'vitest';
import { Customer } from '../../entities/customer.ts';
import { customerDossier } from '../../src/customers/dossier.ts';
import { keepPhone } from '../../src/customers/keep-phone.ts';
import { setName } from '../../src/customers/set-name.ts';
import { sourcesOf } from '../../src/customers/sources.ts';
import { joinCustomers } from '../../src/links/join-customers.ts';
import { encoded } from './csv.ts';
import { type ImportShop, openImportShop } from './import-shop.ts';

let shop: ImportShop;
beforeAll(async () => {
  shop = await openImportShop();
});
afterAll(() => shop?.close());

const people = () =>
  shop.sql(
    `select c.name, c.language, c.birth_mmdd as born, c.birth_year as year, c.phone_index is not null as phone, c.joined_at as joined, c.marketing,
       array(select channel || ':' || address || case when reachable then ' reachable' else '' end from identity i where i.customer_id = c.id order by 1) as at,
       array(select tag from customer_tag t where t.customer_id = c.id order by 1) as tags
     from customer c where merged_into is null order by c.name`,
  );

test('customers come from a GB18030 file with what is said of them, and have agreed to nothing', async () => {
  const text =
    '会员编号;姓名;手机;生日;语言;标签\n' +
    'M1;欧阳娜娜;13912345678;1990-03-08;简体中文;常客，爱茶\n' +
    'M2;张伟;;3月9日;;\n' +
    ';;;;;\n' +
    'M3;;13900000001;;zh-TW;\n';
  shop.write('people.csv', encoded(text, 'gb18030'));
  const file = ['import', 'customers', 'people.csv', '--country', '86', '--json'];
  expect((await shop.run(...file, '--dry-run')).json()).toMatchObject({
    encoding: 'gb18030',
    rows: 3,
    taken: 3,
    customersNew: 3,
    refused: 0,
  });
  expect(await people()).toEqual([]);
  expect((await shop.run(...file)).json()).toMatchObject({ rows: 3, taken: 3, again: 0, customersNew: 3 });
  const nobody = { joined: null, marketing: false };
  expect(await people()).toEqual([
    { name: '张伟', language: 'zh-hant', born: 309, year: null, phone: false, ...nobody, at: ['member:M2'], tags: [] },
    {
      name: '欧阳娜娜',
      language: 'zh-hans',
      born: 308,
      year: 1990,
      phone: true,
      ...nobody,
      at: ['member:M1'],
      tags: ['常客', '爱茶'],
    },
    { name: null, language: 'zh-hant', born: null, year: null, phone: true, ...nobody, at: ['member:M3'], tags: [] },
  ]);
  expect(await shop.sql(`select distinct by like 'import:%' as by from customer_tag`)).toEqual([{ by: true }]);
  expect((await shop.run(...file)).json()).toMatchObject({ taken: 0, again: 3, customersNew: 0 });
});

test('what is missing of a known customer is filled in, and what is there stays', async () => {
  shop.write(
    'more.csv',
    'member_no,name,phone,birthday,tags\nM2,Somebody Else,13911112222,03-10,茶\n,Nobody,13912345678,,咖啡\nM1,,13999999999,,\nM1,,13900000001,,\nM9,张伟,,,\n',
  );
  const file = ['import', 'customers', 'more.csv', '--country', '86', '--json'];
  const counts = { taken: 3, again: 0, refused: 2, customersNew: 1 };
  expect((await shop.run(...file, '--dry-run')).json()).toMatchObject({ ...counts, customersKnown: 2 });
  const done = (await shop.run(...file)).json();
  expect(done).toMatchObject(counts);
  expect(done.errors.map(({ line, code }: { line: number; code: string }) => [line, code])).toEqual([
    [4, 'phone-other'],
    [5, 'who-two'],
  ]);
  const all = await people();
  // A name is no proof: the second 张伟 is somebody else.
  expect(
    all.filter(({ name }) => name === '张伟').map(({ at, born, phone, tags }) => ({ at, born, phone, tags })),
  ).toEqual(
    expect.arrayContaining([
      { at: ['member:M2'], born: 309, phone: true, tags: ['茶'] },
      { at: ['member:M9'], born: null, phone: false, tags: [] },
    ]),
  );
  expect(all.find(({ name }) => name === '欧阳娜娜')).toMatchObject({ born: 308, tags: ['咖啡', '常客', '爱茶'] });
});

test('rows of one file that share a proof are one customer, and who has two numbers is refused', async () => {
  shop.write(
    'same.csv',
    'member_no,line_id,name,phone\nS1,,Ann,+886911000001\nS1,U0123456789abcdef0123456789abcdef,,\n,,Ann B,+886911000001\nS1,,,+886911000002\nS2,U1,,\n',
  );
  const done = (await shop.run('import', 'customers', 'same.csv', '--json')).json();
  expect(done).toMatchObject({ taken: 1, customersNew: 1, refused: 2 });
  expect(done.errors.map(({ code }: { code: string }) => code)).toEqual(['who-two', 'address-shape']);
  expect((await people()).filter(({ name }) => name?.startsWith('Ann'))).toMatchObject([
    { name: 'Ann', at: ['line:U0123456789abcdef0123456789abcdef', 'member:S1'] },
  ]);
});

test('orders go to the customer who was joined with the one that a file names', async () => {
  const [{ id: old }] = await shop.sql(`select customer_id as id from identity where address = 'S1'`);
  const [{ id: kept }] = await shop.sql(`select customer_id as id from identity where address = 'M9'`);
  await shop.sql('update customer set merged_into = $1 where id = $2', [kept, old]);
  shop.write(
    'joined.csv',
    `order_no,date,customer_id,phone,amount\nJ1,2026-03-08,${old},,10\nJ2,2026-03-08,,+886911000001,10\nJ3,2026-03-08,018f0000-0000-7000-8000-000000000000,,10\n`,
  );
  const run = ['import', 'purchases', 'joined.csv', '--source', 'pos', '--json'];
  expect((await shop.run(...run, '--dry-run')).json()).toMatchObject({ taken: 2, customersKnown: 1, refused: 1 });
  expect((await shop.run(...run)).json()).toMatchObject({
    taken: 2,
    customersNew: 0,
    errors: [{ code: 'who-unknown' }],
  });
  expect(await shop.sql(`select distinct customer_id as id from purchase where source = 'pos'`)).toEqual([
    { id: kept },
  ]);
});

test('a number that a linked account has proven is theirs: the same file again changes nothing', async () => {
  const kept = await shop.person();
  const other = await shop.person();
  await shop.inside(async (tx) => {
    await keepPhone(tx, await tx.db.findOneByOrFail(Customer, { id: other }), '+886955000001');
    await joinCustomers(tx, kept, other);
  });
  shop.write('linked.csv', `customer_id,phone\n${kept},+886955000001\n`);
  const file = ['import', 'customers', 'linked.csv', '--json'];
  expect((await shop.run(...file, '--dry-run')).json()).toMatchObject({ taken: 0, again: 1, refused: 0 });
  expect((await shop.run(...file)).json()).toMatchObject({ taken: 0, again: 1, refused: 0 });
});

test('a tag that comes by file is kept as one that staff type, and is refused where theirs would be', async () => {
  const id = await shop.person();
  const many = 'abcdefghijk'.split('').join('|');
  shop.write('tags.csv', `customer_id,tags\n${id},VIP|ｖｉｐ\n${id},#Vip\n${id},${many}\n${id},"a ""b"""\n`);
  const done = (await shop.run('import', 'customers', 'tags.csv', '--json')).json();
  expect(done).toMatchObject({ taken: 1, again: 1, refused: 2 });
  expect(await shop.sql('select tag from customer_tag where customer_id = $1', [id])).toEqual([{ tag: 'vip' }]);
});

test('a list is filled with customers whom the shop knows, once each, and with nobody else', async () => {
  await shop.sql(
    `insert into segment (id, name, created_by, created_at) values ('018f0000-0000-7000-8000-00000000000a', 'VIP', null, now())`,
  );
  shop.write('vip.csv', 'member_no,phone\nM1,\n,+8613912345678\nM2,\nM77,\n');
  const file = ['import', 'list', 'vip.csv', '--segment', 'vip', '--json'];
  expect((await shop.run(...file, '--dry-run')).json()).toMatchObject({
    taken: 2,
    again: 1,
    refused: 1,
    customersKnown: 2,
  });
  expect((await shop.run(...file)).json()).toMatchObject({
    taken: 2,
    again: 1,
    refused: 1,
    customersNew: 0,
    errors: [{ line: 5, code: 'who-unknown' }],
  });
  expect((await shop.run(...file)).json()).toMatchObject({ taken: 0, again: 3 });
  expect(await shop.sql('select count(*)::int as n from segment_member')).toEqual([{ n: 2 }]);
});

test('who was known from files alone becomes one with the person who proves the same number', async () => {
  shop.write('old.csv', 'order_no,date,phone,name,amount,product\nW1,2026-03-08,0977000111,Wang,120,tea\n');
  await shop.run('import', 'purchases', 'old.csv', '--source', 'pos');
  const prove = (id: string) =>
    shop.inside(async (tx) => keepPhone(tx, await tx.db.findOneByOrFail(Customer, { id }), '+886 977 000 111'));
  const [mali, ken] = [await shop.person(), await shop.person()];
  await prove(mali);
  expect(await shop.sql(`select customer_id as id from purchase where order_no = 'W1'`)).toEqual([{ id: mali }]);
  expect(
    await shop.sql(
      `select name, spent_minor::int as spent from customer c join customer_stats on customer_id = id where id = $1`,
      [mali],
    ),
  ).toEqual([{ name: 'Wang', spent: 12_000 }]);
  // The next one who says so has to link, as ever.
  await expect(prove(ken)).rejects.toMatchObject({ code: 'phone-taken' });
  // What comes by file afterwards finds the person.
  shop.write('new.csv', 'order_no,date,phone,amount\nW2,2026-03-09,0977000111,30\n');
  expect((await shop.run('import', 'purchases', 'new.csv', '--source', 'pos', '--json')).json()).toMatchObject({
    taken: 1,
    customersNew: 0,
  });
  expect(await shop.sql(`select customer_id as id from purchase where order_no = 'W2'`)).toEqual([{ id: mali }]);
});

test('who comes by file, by orders and by chat is one profile, and of each fact is told where it came from', async () => {
  shop.write('ploy.csv', 'phone,name,birthday,tags\n+886955000009,Ploy,03-15,tea\n');
  await shop.run('import', 'customers', 'ploy.csv');
  shop.write('bought.csv', 'order_no,date,phone,amount\nP1,2026-03-08,+886955000009,10\n');
  await shop.run('import', 'purchases', 'bought.csv', '--source', 'till');
  const id = await shop.person();
  const before = await shop.inside(async (tx) => {
    await keepPhone(tx, await tx.db.findOneByOrFail(Customer, { id }), '+886955000009');
    return sourcesOf(tx, id);
  });
  const file = { by: 'file', file: 'ploy.csv', at: expect.any(Date) };
  const said = { by: 'self', at: expect.any(Date) };
  expect(before).toEqual({
    facts: { name: file, birthday: file, phone: said },
    tags: [{ tag: 'tea', by: 'file', at: expect.any(Date) }],
    orders: [{ source: 'till', count: 1 }],
  });
  const after = await shop.inside(async (tx) => {
    await setName(tx, await tx.db.findOneByOrFail(Customer, { id }), 'Ploy S.');
    return customerDossier(tx, { kind: 'operator' }, id);
  });
  expect(after.sources.facts).toEqual({ name: said, birthday: file, phone: said });
});

test('what a file fills in later has that file as its source, and a stranger without a file has the account', async () => {
  const id = await shop.person();
  await shop.sql(`update customer set name = 'Anan' where id = $1`, [id]);
  await shop.sql(
    `insert into identity (customer_id, channel, address, name, created_at) values ($1, 'line', 'U-anan', 'Anan', now())`,
    [id],
  );
  shop.write('later.csv', `customer_id,name,birthday\n${id},Other,04-01\n`);
  await shop.run('import', 'customers', 'later.csv');
  expect((await shop.inside((tx) => sourcesOf(tx, id))).facts).toEqual({
    name: { by: 'channel', channel: 'line', at: expect.any(Date) },
    birthday: { by: 'file', file: 'later.csv', at: expect.any(Date) },
  });
});
