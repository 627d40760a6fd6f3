import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

let fresh: FreshDatabase;
const clients: Client[] = [];
beforeAll(async () => {
  fresh = await freshDatabase();
  for (let n = 0; n < 2; n++) {
    const client = new Client(fresh.connection);
    await client.connect();
    clients.push(client);
  }
});
afterAll(async () => {
  for (const client of clients) await client.end();
  await fresh?.drop();
});

test('rows that are written one after another, whoever writes them, have ids in that order', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 400; n++) {
    const { rows } = await clients[n % 2]!.query('select uuid7() as id');
    ids.push(rows[0].id);
  }
  expect(ids).toEqual([...ids].sort());
  // Many of them are of one millisecond, or this would show nothing.
  expect(new Set(ids.map((id) => id.slice(0, 13))).size).toBeLessThan(ids.length / 2);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const [{ off }] = (
    await clients[0]!.query(
      `select abs(extract(epoch from clock_timestamp()) * 1000 - ('x' || left(replace(uuid7()::text, '-', ''), 12))::bit(48)::bigint) as off`,
    )
  ).rows;
  expect(Number(off)).toBeLessThan(60_000);
});
