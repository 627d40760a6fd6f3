import { randomBytes } from 'node:crypto';

let lastMs = 0;
let sequence = 0;

/**
 * UUID version 7 (RFC 9562): 48 bits of milliseconds, 12 bits that count within one millisecond, 62 random bits.
 * Ids of one process sort in the order they were made, which keeps the hot index's inserts at its right edge.
 */
export function newId(nowMs: number): string {
  if (nowMs > lastMs) {
    lastMs = nowMs;
    sequence = 0;
  } else if (++sequence > 0xfff) {
    lastMs++;
    sequence = 0;
  }
  const bytes = fill();
  const at = cursor - 16;
  bytes.writeUIntBE(lastMs, at, 6);
  bytes[at + 6] = 0x70 | (sequence >> 8);
  bytes[at + 7] = sequence & 0xff;
  bytes[at + 8] = (bytes[at + 8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex', at, cursor);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

let store = Buffer.alloc(0);
let cursor = 0;

// Random bytes are drawn in blocks: a system call for each id would cost more than the id.
function fill(): Buffer {
  if (cursor + 16 > store.length) {
    store = randomBytes(4096);
    cursor = 0;
  }
  cursor += 16;
  return store;
}

/** 32 hexadecimal digits without the dashes; the shape in which ids travel in links. */
export function bytesOf(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}

/** The UUID with these 16 bytes. */
export function idOf(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

/** True for the text form of any UUID. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);
}
