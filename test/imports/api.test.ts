import { afterAll, beforeAll, expect, test } from 'vitest';
import { importEndpoints } from '../../adapters/web/api/imports.ts';
import { forgetImports } from '../../src/imports/forget-imports.ts';
import { workOffFiles } from '../../src/imports/work-off-files.ts';
import { type ApiShop, openApiShop, type Told } from '../api/api-shop.ts';

let shop: ApiShop;
let key: string;
beforeAll(async () => {
  shop = await openApiShop();
  key = await shop.key('imports');
});
afterAll(() => shop?.close());

/** Calls, and holds the answer against what the document says of it. */
async function call(name: string, what: string, file?: string, headers: Record<string, string> = {}): Promise<Told> {
  const told = await shop.call(key, what, file, { ...(file && { 'content-type': 'text/csv' }), ...headers });
  if (told.status < 300) importEndpoints.find((one) => one.name === name)!.answer.parse(told.body);
  return told;
}
const send = (path: string, file: string, headers: Record<string, string> = {}) =>
  call('importFile', `POST /imports/${path}`, file, headers);
const read = async (id: string) => (await call('readImport', `GET /imports/${id}`)).body;
const errorsOf = async (id: string, query: string) =>
  (await call('readImportErrors', `GET /imports/${id}/errors?${query}`)).body;
/** As the job does at each tick, a moment each. */
async function workOff(ms = 2_500): Promise<number> {
  let ticks = 0;
  while (await workOffFiles(shop.app, ms)) ticks++;
  return ticks;
}

const header = 'order_no,date,phone,name,amount\n';
const rows = (count: number, from = 0) =>
  Array.from(
    { length: count },
    (_, at) => `Z${from + at},2026-03-08,09${String(10_000_000 + ((from + at) % 500))},陳小姐,65\n`,
  ).join('');

test('a file that is sent is stored, worked off a moment at a time, and can be watched', async () => {
  const file = `${header}${rows(2_500)}Z9,2026-03-08,nobody,,65\nZ10,03/04/2026,0912345678,,65\n`;
  const sent = await send('purchases?source=pos&name=march.csv', file);
  expect(sent).toMatchObject({
    status: 201,
    body: { state: 'running', dryRun: false, again: false, reading: { encoding: 'utf-8' }, counts: { rows: 0 } },
  });
  const { id } = sent.body;
  const [part] = await shop.query(`select encode(bytes, 'escape') as text from import_part where import_id = $1`, [id]);
  expect(part.text).not.toContain('2026-03-08');
  // An answer that was lost is asked for again.
  expect((await send('purchases?source=pos&name=march.csv', file)).body).toMatchObject({ id, again: true });
  expect((await shop.query('select count(*)::int as n from import'))[0].n).toBe(1);

  expect(await workOffFiles(shop.app, 0)).toBe(true);
  const middle = await read(id);
  expect(middle).toMatchObject({ state: 'running', counts: { rows: 1000, taken: 1000, customersNew: 500 } });
  expect(middle.share).toBeGreaterThan(0.3);
  expect(middle.share).toBeLessThan(0.5);
  expect(await workOff(0)).toBe(2);
  expect(await read(id)).toMatchObject({
    ...{ state: 'done', share: 1, problem: null, finishedAt: '2026-11-23T06:02:00.000Z' },
    counts: { rows: 2502, taken: 2500, again: 0, refused: 2, amountMinor: 16_250_000, customersNew: 500 },
  });
  expect(await shop.query('select 1 from import_part')).toEqual([]);
  expect((await shop.query('select count(*)::int as n from purchase'))[0].n).toBe(2500);

  const errors = await errorsOf(id, 'limit=1&language=zh-hans');
  expect(errors).toEqual({
    errors: [
      {
        line: 2502,
        column: 'phone',
        code: 'phone-shape',
        problem: '这不是手机号。',
        remedy: '请写成 +8613912345678。',
        row: ['Z9', '2026-03-08', 'nobody', '', '65'],
      },
    ],
    next: 2502,
  });
  const more = await errorsOf(id, 'after=2502');
  expect(more).toMatchObject({ errors: [{ line: 2503, code: 'date-two-ways' }], next: null });

  // Sent again after its end it is looked at again, and changes nothing.
  const { id: other } = (await send('purchases?source=pos&name=march.csv', file)).body;
  expect(other).not.toBe(id);
  await workOff();
  expect(await read(other)).toMatchObject({ state: 'done', counts: { taken: 0, again: 2500, customersNew: 0 } });
});

test('a dry run writes nothing, and counts what would be written over all its moments', async () => {
  const count = async () =>
    (
      await shop.query('select (select count(*) from purchase)::int as p, (select count(*) from customer)::int as c')
    )[0];
  const before = await count();
  const file = header + rows(1_200, 5_000) + rows(1_200, 5_000);
  const { id } = (await send('purchases?source=pos&dryRun=true', file)).body;
  await workOff(0);
  expect(await read(id)).toMatchObject({
    dryRun: true,
    state: 'done',
    counts: { taken: 1200, again: 1200, customersNew: 0, customersKnown: 500 },
  });
  expect(await count()).toEqual(before);
});

test('what cannot be taken as a whole is refused at once, and leaves nothing behind', async () => {
  const code = async (path: string, file: string, headers = {}) => {
    const { status, body } = await send(path, file, headers);
    return [status, body.code];
  };
  expect(await code('purchases', header)).toEqual([422, 'import-source-needed']);
  expect(await code('purchases?source=pos', 'a,b\n')).toEqual([422, 'import-columns']);
  expect(await code('purchases?source=pos&map=x', header)).toEqual([422, 'import-map']);
  expect(await code('purchases?source=pos', 'order_no,date,phone,mobile,amount\n')).toEqual([
    422,
    'import-column-twice',
  ]);
  expect(await code('list', 'phone\n')).toEqual([422, 'import-segment-needed']);
  expect(await code('list?segment=Nobody', 'phone\n')).toEqual([404, 'segment-unknown']);
  expect(await code('purchases?source=pos', ' ')).toEqual([422, 'import-empty']);
  expect(await code('purchases?source=pos', header, { 'content-type': 'application/json' })).toEqual([
    415,
    'body-no-csv',
  ]);
  expect(await code('everything', header)).toEqual([422, 'body-invalid']);
  expect(await code('purchases?source=pos', header + 'x'.repeat(33 << 20))).toEqual([413, 'import-too-large']);
  expect(
    await shop.query(`select 1 from import where state in ('arriving', 'running') union all select 1 from import_part`),
  ).toEqual([]);
  const other = await shop.key('purchases');
  expect((await shop.call(other, 'POST /imports/purchases', header, { 'content-type': 'text/csv' })).status).toBe(403);
  const unknown = '018f0000-0000-7000-8000-000000000000';
  expect((await shop.call(key, `GET /imports/${unknown}`)).body.code).toBe('import-unknown');
});

test('a file of a key that was revoked meanwhile does not come in', async () => {
  const own = await shop.key('imports');
  const file = header + rows(1, 90_000);
  const { id } = (await shop.call(own, 'POST /imports/purchases?source=pos', file, { 'content-type': 'text/csv' }))
    .body;
  await shop.query('update api_key set revoked_at = now() where prefix = $1', [own.split('_')[1]]);
  await workOff();
  expect(await read(id)).toMatchObject({ state: 'failed', counts: { rows: 0 }, problem: { code: 'key-revoked' } });
});

test('a file of which the sender went away, and old rows that nobody mended, are forgotten', async () => {
  await shop.query(
    `insert into import (id, kind, state, fingerprint, bytes, lines, reading, stored, position, counts, by, created_at)
     values ('018f0000-0000-7000-8000-000000000001', 'list', 'arriving', '\\x01', 0, 0, '{}', true, 0, '{}', 'api:x', $1)`,
    [new Date(shop.clock.at.getTime() - 7_200_000)],
  );
  await forgetImports(shop.app);
  expect(await shop.query(`select 1 from import where state = 'arriving'`)).toEqual([]);
  expect((await shop.query('select 1 from import_error')).length).toBeGreaterThan(0);
  shop.clock.at = new Date(shop.clock.at.getTime() + 31 * 86_400_000);
  await forgetImports(shop.app);
  expect(await shop.query('select 1 from import_error')).toEqual([]);
});
