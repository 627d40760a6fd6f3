import { afterAll, expect, test } from 'vitest';
import { openDatabase } from '../../src/database.ts';
import { freshDatabase } from '../support/database.ts';

const fresh = await freshDatabase();
const database = await openDatabase(fresh.connection, 1);
afterAll(async () => {
  await database.destroy();
  await fresh.drop();
});

interface Shape {
  type: string;
  nullable: boolean;
}

// As PostgreSQL spells the types that entities name.
const FULL: Record<string, string> = {
  int: 'integer',
  timestamptz: 'timestamp with time zone',
  smallint: 'smallint',
};

const shapes: { name: string; type: string; nullable: boolean }[] = await database.query(`
  select c.relname || '.' || a.attname as name, format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as nullable
  from pg_attribute a join pg_class c on c.oid = a.attrelid
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    and c.relname <> 'schema_migrations' and a.attnum > 0 and not a.attisdropped`);
const inDatabase = new Map<string, Shape>(shapes.map(({ name, ...shape }) => [name, shape]));

const inEntities = new Map<string, Shape>(
  database.entityMetadatas.flatMap(({ tableName, columns }) =>
    columns.map(({ databaseName, type, isArray, isNullable, precision }) => {
      const plain = FULL[String(type)] ?? String(type);
      const exact = precision == null ? plain : plain.replace('timestamp', `timestamp(${precision})`);
      return [`${tableName}.${databaseName}`, { type: isArray ? `${exact}[]` : exact, nullable: isNullable }] as const;
    }),
  ),
);

const sorted = (all: Map<string, Shape>) =>
  Object.fromEntries([...all].sort(([one], [other]) => (one < other ? -1 : 1)));

test('entities have the columns of the database, with their types and nulls', () => {
  expect(inDatabase.size).toBeGreaterThan(150);
  expect(sorted(inEntities)).toEqual(sorted(inDatabase));
});
