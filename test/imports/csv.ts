import type { Source } from '../../src/imports/examine.ts';

/** A file of these bytes, which come in chunks that cut lines and characters anywhere. */
export function bytesOf(content: Buffer | string, chunk = 7, name = 'file.csv'): Source {
  const bytes = Buffer.from(content);
  return {
    name,
    async *open(from) {
      for (let at = from; at < bytes.length; at += chunk) yield bytes.subarray(at, Math.min(at + chunk, bytes.length));
    },
  };
}

const tables = new Map<string, Map<string, Buffer>>();

/** Writes a text in Big5 or GB18030, which Node can only read: by a table of all that it reads. */
export function encoded(text: string, encoding: 'big5' | 'gb18030'): Buffer {
  let table = tables.get(encoding);
  if (!table) {
    table = new Map();
    const decoder = new TextDecoder(encoding);
    for (let lead = 0x81; lead <= 0xfe; lead++) {
      for (let trail = 0x40; trail <= 0xfe; trail++) {
        const bytes = Buffer.from([lead, trail]);
        const letter = decoder.decode(bytes);
        if ([...letter].length === 1 && letter !== '\ufffd' && !table.has(letter)) table.set(letter, bytes);
      }
    }
    tables.set(encoding, table);
  }
  const parts = [...text].map((letter) => {
    if (letter.charCodeAt(0) < 128) return Buffer.from(letter);
    const bytes = table.get(letter);
    if (!bytes) throw new Error(`${letter} is not in ${encoding}`);
    return bytes;
  });
  return Buffer.concat(parts);
}
