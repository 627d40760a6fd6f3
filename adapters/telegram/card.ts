import { crc32, deflateSync } from 'node:zlib';
import bwip from 'bwip-js/node';
import { create } from 'qrcode';
import type { CodeCard } from '../../src/chat/channel.ts';

const WIDTH = 800;
const QUIET = 40;
const BAR_HEIGHT = 180;
const KEPT = 100;
const drawn = new Map<string, Buffer>();

/** One PNG with the QR code above the bar code, black on white with quiet zones; the last hundred are kept. */
export function drawCode({ link, text }: CodeCard): Buffer {
  const key = `${link} ${text}`;
  const known = drawn.get(key);
  if (known) return known;
  const picture = compose(link, text.replace(/[^0-9A-Za-z]/g, '') || text);
  if (drawn.size >= KEPT) drawn.delete(drawn.keys().next().value!);
  drawn.set(key, picture);
  return picture;
}

function compose(link: string, bars: string): Buffer {
  const { modules } = create(link, { errorCorrectionLevel: 'M' });
  // Quiet zones: four modules around a QR code, ten beside a bar code.
  const dot = Math.floor(WIDTH / (modules.size + 8));
  const side = dot * modules.size;
  const left = (WIDTH - side) >> 1;
  const top = Math.max(QUIET, dot * 4);
  const widths = barWidths(bars);
  const length = widths.reduce((sum, width) => sum + width, 0);
  const bar = Math.max(1, Math.floor(WIDTH / (length + 20)));
  const barTop = top + side + top;
  const height = barTop + BAR_HEIGHT + QUIET;
  const rows = Array.from({ length: height }, () => Buffer.alloc(1 + WIDTH / 8, 0xff).fill(0, 0, 1));
  const black = (row: Buffer, from: number, count: number) => {
    for (let x = from; x < from + count; x += 1) row[1 + (x >> 3)]! &= ~(0x80 >> (x & 7));
  };
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < modules.size; x += 1) {
      if (modules.get(Math.floor(y / dot), x)) black(rows[top + y]!, left + x * dot, dot);
    }
  }
  let x = Math.max(0, (WIDTH - length * bar) >> 1);
  widths.forEach((width, index) => {
    if (index % 2 === 0) for (let y = 0; y < BAR_HEIGHT; y += 1) black(rows[barTop + y]!, x, width * bar);
    x += width * bar;
  });
  return png(WIDTH, height, Buffer.concat(rows));
}

/** Widths of bars and spaces in turn, a bar first. (The named export `raw` is another function.) */
function barWidths(text: string): number[] {
  const [symbol] = bwip.raw('code128', text, {}) as { sbs?: number[] }[];
  return symbol?.sbs ?? [];
}

function png(width: number, height: number, rows: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // One bit a pixel, grey.
  header[8] = 1;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
