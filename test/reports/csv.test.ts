import { expect, it } from 'vitest';
import { writeCsv } from '../../src/reports/csv.ts';
import { languages, wordsFor } from '../../src/words/index.ts';

const words = wordsFor({ name: 'Antler', zone: 'Asia/Taipei', currency: 'TWD' });
const cells = (text: string) => writeCsv({ columns: ['name'], rows: [[text]] }, words('en'), 'TWD').split('\r\n')[1]!;

it('A cell that a spreadsheet would work out is led by an apostrophe, whatever hides in front of it', () => {
  for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '＋1', '－1', '＠x', '\u0000=1'])
    expect(cells(text).replace(/^"/, '')).toMatch(/^'/);
  for (const text of ['Mali', 'a=1', '1-2', '「=」', "O'Neill"]) expect(cells(text)).toBe(text);
});

it('Money is a plain decimal of its currency, and what is not there is empty', () => {
  const table = {
    columns: ['name' as const, { money: 'spent' as const }],
    rows: [
      ['Mali', 15_850],
      ['Ken', -5000],
      [null, null],
    ],
  };
  expect(writeCsv(table, words('en'), 'TWD')).toBe('\ufeffName,Spent (TWD)\r\nMali,158.50\r\nKen,-50\r\n,\r\n');
  expect(writeCsv(table, words('en'), 'JPY')).toContain('Mali,15850');
});

it('Every column has a name of its own in every language', () => {
  for (const language of languages) {
    const names = Object.values(words(language).reports.columns);
    expect(names.every((name) => name.trim().length > 0)).toBe(true);
  }
});
