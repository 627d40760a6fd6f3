import type pg from 'pg';
import type { Shop } from '../shop.ts';
import type { Source } from './examine.ts';

/** Bytes of a part, but for the last. */
const PART = 1 << 18;
/** Parts that are read at once. */
const AHEAD = 4;

interface Place {
  pool: pg.Pool;
  shop: Pick<Shop, 'codes'>;
}

/** Keeps bytes as they come, sealed and in parts, so that any process can work them off. Gives how many there were. */
export async function storeFile(
  { pool, shop }: Place,
  id: string,
  file: AsyncIterable<Buffer>,
  tooLarge: (bytes: number) => void,
): Promise<number> {
  let waiting: Buffer[] = [];
  let size = 0;
  let stored = 0;
  async function write(bytes: Buffer): Promise<void> {
    const sealed = shop.codes.encrypt(bytes.toString('base64'));
    await pool.query('insert into import_part (import_id, starts, bytes) values ($1, $2, $3)', [id, stored, sealed]);
    stored += bytes.length;
  }
  for await (const chunk of file) {
    waiting.push(chunk);
    size += chunk.length;
    tooLarge(stored + size);
    if (size < PART) continue;
    const all = Buffer.concat(waiting);
    const whole = all.length - (all.length % PART);
    for (let at = 0; at < whole; at += PART) await write(all.subarray(at, at + PART));
    waiting = [all.subarray(whole)];
    size = all.length - whole;
  }
  if (size > 0) await write(Buffer.concat(waiting));
  return stored;
}

/** A file that was stored so. */
export function storedFile({ pool, shop }: Place, { id, name }: { id: string; name: string | null }): Source {
  return {
    name,
    async *open(from) {
      for (let next = from - (from % PART); ; ) {
        const { rows } = await pool.query<{ starts: string; bytes: Buffer }>(
          'select starts, bytes from import_part where import_id = $1 and starts >= $2 order by starts limit $3',
          [id, next, AHEAD],
        );
        for (const { starts, bytes } of rows) {
          const plain = Buffer.from(shop.codes.decrypt(bytes), 'base64');
          next = Number(starts) + plain.length;
          yield Number(starts) < from ? plain.subarray(from - Number(starts)) : plain;
        }
        if (rows.length < AHEAD) return;
      }
    },
  };
}
