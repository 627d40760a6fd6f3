import { Refusal } from '../refusal.ts';
import { type Field, fieldNamed, fieldsOf, type Kind } from './kinds.ts';
import type { Reading } from './reading.ts';

/** In which column each field stands. */
export type Columns = Partial<Record<Field, number>>;

/** A field, written as people may: `order no` is order_no. */
const asField = (kind: Kind, text: string) =>
  fieldsOf(kind).find(
    (field) =>
      field ===
      text
        .trim()
        .toLowerCase()
        .replaceAll(/[\s-]+/g, '_'),
  );

/** Reads `order_no=單號, total=實收` as pairs of a field and a column of the file. */
function readMap(kind: Kind, text: string): [Field, string][] {
  return text
    .split(/[,，;；]/)
    .filter((part) => part.trim())
    .map((part) => {
      const [left = '', ...more] = part.split(/[=＝]/);
      const field = asField(kind, left);
      if (!field || more.length === 0)
        throw new Refusal('import-map', { part: part.trim(), fields: [...fieldsOf(kind)] });
      return [field, more.join('=').trim()];
    });
}

/** Finds the fields of a kind in the header: by what `map` says first, then by what columns are usually called. */
export function readHeader(kind: Kind, { header, map: written, source, segment }: Reading): Columns {
  const map = readMap(kind, written ?? '');
  const columns: Columns = {};
  const taken = new Set<number>();
  for (const [field, name] of map) {
    const at = header.findIndex((one) => one.trim() === name || one.trim().toLowerCase() === name.toLowerCase());
    if (at < 0) throw new Refusal('import-columns', { missing: [name], header: [...header] });
    columns[field] = at;
    taken.add(at);
  }
  const given = new Set(map.map(([field]) => field));
  header.forEach((name, at) => {
    const field = taken.has(at) ? undefined : fieldNamed(kind, name);
    if (!field || given.has(field)) return;
    const before = columns[field];
    if (before !== undefined) throw new Refusal('import-column-twice', { field, names: [header[before]!, name] });
    columns[field] = at;
  });
  refuseMissing(kind, columns, header);
  const numbered = kind === 'purchases' || kind === 'refunds';
  if (numbered && !source && columns.source === undefined) throw new Refusal('import-source-needed');
  if (kind === 'list' && !segment) throw new Refusal('import-segment-needed');
  return columns;
}

function refuseMissing(kind: Kind, columns: Columns, header: readonly string[]): void {
  const has = (...fields: Field[]) => fields.some((field) => columns[field] !== undefined);
  const missing: Field[] = [];
  const need = (...fields: Field[]) => !has(...fields) && missing.push(fields[0]!);
  if (kind === 'purchases') {
    need('order_no');
    need('at');
  }
  if (kind === 'refunds') {
    need('refund_no');
    need('order_no');
  }
  if (kind === 'purchases' || kind === 'refunds') need('total', 'amount', 'line_amount');
  if (kind !== 'refunds') need('phone', 'customer_id', 'customer_address', 'line_id', 'telegram_id');
  if (missing.length > 0) throw new Refusal('import-columns', { missing, header: [...header] });
}
