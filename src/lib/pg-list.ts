/** An array as a parameter of a statement, spelled out by us: the driver's own way costs more than the claim. */
export interface PgList {
  readonly length: number;
  toPostgres(): string;
}

const SPECIAL = /["\\]/;

/** Things that need no quotes: UUIDs and numbers. */
export function bareList(items: readonly (string | null)[]): PgList {
  return { length: items.length, toPostgres: () => `{${items.map(bare).join(',')}}` };
}

/** Any texts. */
export function textList(items: readonly (string | null)[]): PgList {
  return { length: items.length, toPostgres: () => `{${items.map(quoted).join(',')}}` };
}

const bare = (item: string | null) => item ?? 'NULL';

function quoted(item: string | null): string {
  if (item === null) return 'NULL';
  if (!SPECIAL.test(item)) return `"${item}"`;
  return `"${item.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
