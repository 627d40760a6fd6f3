import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decoderOf, type Encoding } from '../../src/imports/encoding.ts';
import { examine } from '../../src/imports/examine.ts';
import { openLines } from '../../src/imports/split-lines.ts';
import { openRecords, type Row } from '../../src/imports/split-records.ts';
import { bytesOf, encoded } from './csv.ts';

async function rowsOf(content: Buffer | string, columns: number, delimiter = ',', chunk = 3): Promise<Row[]> {
  const lines = openLines(0);
  const records = openRecords({ delimiter, columns, decode: decoderOf('utf-8') }, 1);
  const rows: Row[] = [];
  for await (const part of bytesOf(content, chunk).open(0)) rows.push(...records.push(lines.push(part)));
  rows.push(...records.push(lines.end()), ...records.end());
  return rows;
}

const cells = (rows: Row[]) => rows.map((row) => (row.broken ? [row.broken, row.cells[0]] : row.cells));

describe('rows', () => {
  test('end in any way, mixed, and know the line and the byte that they begin at', async () => {
    const rows = await rowsOf('a,b\r\nc,d\n\re,f\rg,h', 2);
    expect(rows).toEqual([
      { line: 1, cells: ['a', 'b'], next: 5, nextLine: 2 },
      { line: 2, cells: ['c', 'd'], next: 9, nextLine: 3 },
      { line: 3, cells: [''], next: 10, nextLine: 4 },
      { line: 4, cells: ['e', 'f'], next: 14, nextLine: 5 },
      { line: 5, cells: ['g', 'h'], next: 17, nextLine: 6 },
    ]);
  });

  test('hold quoted separators, quotation marks and line ends, and a lone mark as a sign', async () => {
    const rows = await rowsOf('"a,b","say ""hi"""\n"two\nlines",5" cake\n"",x\n', 2);
    expect(cells(rows)).toEqual([
      ['a,b', 'say "hi"'],
      ['two\nlines', '5" cake'],
      ['', 'x'],
    ]);
    expect(rows.map(({ line, nextLine }) => [line, nextLine])).toEqual([
      [1, 2],
      [2, 4],
      [4, 5],
    ]);
  });

  test('whose quotation mark is never closed cost themselves and no others', async () => {
    const rows = await rowsOf('a,b\nc,"d\ne,f\ng,"h,i"\n"j"k,l\nm,n\n', 2);
    expect(cells(rows)).toEqual([
      ['a', 'b'],
      ['quote-broken', 'c,"d'],
      ['e', 'f'],
      ['g', 'h,i'],
      ['quote-broken', '"j"k,l'],
      ['m', 'n'],
    ]);
  });

  test('that are endless cost themselves, in bounded memory, wherever they stand', async () => {
    const endless = `x,"${'咖'.repeat(1_000_000)}`;
    for (const end of ['\n', '\r\n', '\r']) {
      const content = ['a,b', endless, 'c,d', endless].join(end);
      const lines = openLines(0);
      const bytes = Buffer.from(content);
      const found: { bytes: Buffer; at: number; next: number }[] = [];
      let held = 0;
      for await (const part of bytesOf(bytes, 65_537).open(0)) {
        found.push(...lines.push(part));
        held = Math.max(held, ...found.map((one) => one.bytes.length));
      }
      found.push(...lines.end());
      expect(found.map((one) => bytes.subarray(one.at, one.at + 3).toString())).toEqual(['a,b', 'x,"', 'c,d', 'x,"']);
      expect(found.map(({ next }) => next)).toEqual([...found.slice(1).map(({ at }) => at), bytes.length]);
      expect(held).toBeLessThan(1 << 18);
      expect(cells(await rowsOf(bytes, 2, ',', 65_536)).map(([first]) => first)).toEqual([
        'a',
        'row-too-long',
        'c',
        'row-too-long',
      ]);
    }
  });

  test('come back as they were written, however the bytes are cut', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '咖', '"', ',', '\n', '\r\n', ' ', "'", '啡'), maxLength: 6 });
    const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 9 }), async (given, chunk) => {
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const text = given.map((row) => row.map(quoted).join(',')).join('\r\n');
        // Inside a cell every line end is read as one LF.
        const wanted = given.map((row) => row.map((one) => one.replaceAll('\r\n', '\n')));
        expect(cells(await rowsOf(text, 3, ',', chunk))).toEqual(wanted);
      }),
    );
  });
});

const traditional =
  '訂單編號,日期,電話,姓名,品項,金額\nA1,2026-03-08,0912345678,陳淑芬,珍珠奶茶大杯,65\nA2,2026-03-08,0922333444,黃志豪,拿鐵咖啡,120\n';
const simplified =
  '订单号,日期,手机,姓名,商品,金额\nA1,2026-03-08,13912345678,张伟,珍珠奶茶,18\nA2,2026-03-08,13800001111,欧阳娜娜,拿铁咖啡,32\n';

async function foundIn(content: Buffer): Promise<Encoding> {
  return (await examine(bytesOf(content), 'purchases', {})).reading.encoding;
}

describe('the encoding', () => {
  test('of Big5, GB18030 and UTF-8 files is found, with and without a BOM', async () => {
    expect(await foundIn(encoded(traditional, 'big5'))).toBe('big5');
    expect(await foundIn(encoded(simplified, 'gb18030'))).toBe('gb18030');
    expect(await foundIn(Buffer.from(traditional))).toBe('utf-8');
    expect(await foundIn(Buffer.from('order_no,date,phone,amount\n'))).toBe('utf-8');
    const spoilt = Buffer.from(simplified.repeat(4));
    spoilt[spoilt.indexOf('伟') + 1] = 0x41;
    expect(await foundIn(spoilt)).toBe('utf-8');
    const { reading } = await examine(bytesOf(`\ufeff${simplified}`), 'purchases', {});
    expect([reading.encoding, reading.how, reading.header[0]]).toEqual(['utf-8', 'bom', '订单号']);
    expect(reading.start).toBe(Buffer.byteLength(`\ufeff${simplified.split('\n')[0]}\n`));
  });

  test('is found by the characters where the header is English', async () => {
    const english = (text: string) => text.replace(/^.*\n/, 'order_no,date,phone,name,product,amount\n');
    expect(await foundIn(encoded(english(traditional), 'big5'))).toBe('big5');
    expect(await foundIn(encoded(english(simplified), 'gb18030'))).toBe('gb18030');
  });

  test('of a text of everyday characters is found, whichever they are', async () => {
    // One and the same again and again is no text, and may be either.
    const letters = (text: string) => fc.shuffledSubarray([...text], { minLength: 20 }).map((some) => some.join(''));
    const header = 'order_no,date,phone,amount,name\n';
    const big5 = letters('的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動');
    const gb = letters('的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动');
    await fc.assert(
      fc.asyncProperty(big5, async (text) => {
        expect(await foundIn(encoded(header + text, 'big5'))).toBe('big5');
      }),
      { numRuns: 60 },
    );
    await fc.assert(
      fc.asyncProperty(gb, async (text) => {
        expect(await foundIn(encoded(header + text, 'gb18030'))).toBe('gb18030');
      }),
      { numRuns: 60 },
    );
  });

  test('that cannot be told is asked for, and what is no CSV is named as such', async () => {
    const refused = (content: Buffer) => examine(bytesOf(content, 4096), 'purchases', {}).catch((error) => error.code);
    expect(await refused(Buffer.from('\ufffeorder', 'utf16le'))).toBe('import-encoding');
    expect(await refused(Buffer.from([0xff, 0xfe, 0x41, 0x00]))).toBe('import-encoding');
    expect(await refused(Buffer.from([0x41, 0xff, 0x41, 0xff, 0x0a]))).toBe('import-encoding');
    expect(await refused(Buffer.from('PK\x03\x04 a workbook'))).toBe('import-no-csv');
    expect(await refused(Buffer.alloc(3 << 20, 'x'))).toBe('import-no-csv');
    expect(await refused(Buffer.from(' \n\n'))).toBe('import-empty');
  });
});

test('the separator is the one that gives the columns, or the one that Excel names', async () => {
  const delimiterIn = async (text: string) => (await examine(bytesOf(text), 'purchases', {})).reading;
  expect(await delimiterIn('order_no;date;phone;amount\n')).toMatchObject({ delimiter: ';' });
  expect(await delimiterIn('order_no\tdate\tphone\tamount, all\n')).toMatchObject({ delimiter: '\t' });
  expect(await delimiterIn('sep=|\norder_no|date|phone|amount\n')).toMatchObject({
    header: ['order_no', 'date', 'phone', 'amount'],
  });
});
