import { describe, expect, test } from 'vitest';
import { Fault } from '../../src/imports/fault.ts';
import { readBirthdate, readInstant } from '../../src/imports/read-instant.ts';
import { readMoney, readQuantity } from '../../src/imports/read-money.ts';
import { callingCode, readPhone } from '../../src/imports/read-phone.ts';

/** What is read, or the name of what is wrong. */
function read<T>(work: () => T): T | string {
  try {
    return work();
  } catch (error) {
    if (error instanceof Fault) return error.problem;
    throw error;
  }
}

describe('an amount', () => {
  const minor = (text: string, currency = 'TWD') => read(() => readMoney('amount', text, currency));

  test.each([
    ['120', 12_000],
    ['NT$1,200', 120_000],
    ['$1,234,567.5', 123_456_750],
    ['1.234.567,5', 123_456_750],
    ['１２０元', 12_000],
    ['TWD 65.00', 6500],
    ["1'200.50", 120_050],
    ['65,5', 6550],
    ['0', 0],
  ])('%s is read', (text, wanted) => expect(minor(text)).toBe(wanted));

  test.each([
    ['1.200', 'money-two-ways'],
    ['€12', 'money-currency'],
    ['12 USD', 'money-currency'],
    ['¥12', 'money-currency'],
    ['-5', 'money-negative'],
    ['(5)', 'money-negative'],
    ['1,20,000', 'money-shape'],
    ['twelve', 'money-currency'],
    ['1.2345', 'money-shape'],
    ['', 'money-shape'],
  ])('%s is refused', (text, wanted) => expect(minor(text)).toBe(wanted));

  test('is of as many decimals as the currency has', () => {
    expect(minor('¥1,200', 'JPY')).toBe(1200);
    expect(minor('12.5', 'JPY')).toBe('money-shape');
    expect(minor('1,200', 'KWD')).toBe('money-two-ways');
    expect(minor('1.200', 'KWD')).toBe(1200);
    expect(minor('¥18.50', 'CNY')).toBe(1850);
  });

  test('is of whole pieces', () => {
    expect(['2', '2.0', '1,000', '３'].map((text) => read(() => readQuantity('quantity', text)))).toEqual([
      2, 2, 1000, 3,
    ]);
    for (const text of ['0', '1.5', '-1', 'two', '2000000'])
      expect(read(() => readQuantity('quantity', text))).toBe('quantity-shape');
  });
});

describe('a date', () => {
  const now = new Date('2026-11-23T06:02:00Z');
  const clock = { zone: 'Asia/Taipei', now, dates: undefined, currency: 'TWD' };
  const at = (text: string, more: object = {}) => {
    const found = read(() => readInstant('at', text, { ...clock, ...more }));
    return found instanceof Date ? found.toISOString().replace('.000Z', 'Z') : found;
  };

  test.each([
    ['2026-03-08 14:05', '2026-03-08T06:05:00Z'],
    ['2026/3/8 14:05:09', '2026-03-08T06:05:09Z'],
    ['2026-03-08T14:05:00+09:00', '2026-03-08T05:05:00Z'],
    ['2026-03-08T06:05:00Z', '2026-03-08T06:05:00Z'],
    ['2026年3月8日 14時5分', '2026-03-08T06:05:00Z'],
    ['2026/03/08 下午 02:05', '2026-03-08T06:05:00Z'],
    ['2026/03/08 上午 12:05', '2026-03-07T16:05:00Z'],
    ['3/25/2026 2:05 PM', '2026-03-25T06:05:00Z'],
    ['25.03.2026', '2026-03-25T04:00:00Z'],
    ['5/5/2026', '2026-05-05T04:00:00Z'],
    ['20260308', '2026-03-08T04:00:00Z'],
    ['20260308 1405', '2026-03-08T06:05:00Z'],
    ['民國115年3月8日', '2026-03-08T04:00:00Z'],
    ['115/3/8 14:05', '2026-03-08T06:05:00Z'],
    ['２０２６－０３－０８', '2026-03-08T04:00:00Z'],
  ])('%s is read in the zone of the shop', (text, wanted) => expect(at(text)).toBe(wanted));

  test.each([
    ['03/04/2026', 'date-two-ways'],
    ['03/04/26', 'date-two-digits'],
    ['26-03-08', 'date-two-digits'],
    ['46089.5', 'date-number'],
    ['2026-02-30', 'date-none'],
    ['2026-03-08 25:00', 'date-none'],
    ['2027-03-08', 'date-future'],
    ['1970-01-01', 'date-none'],
    ['yesterday', 'date-shape'],
    ['2026-03-08 noonish', 'date-shape'],
    ['', 'date-shape'],
  ])('%s is refused', (text, wanted) => expect(at(text)).toBe(wanted));

  test('of which day and month are told is read so', () => {
    expect(at('03/04/2026', { dates: 'dmy' })).toBe('2026-04-03T04:00:00Z');
    expect(at('03/04/2026', { dates: 'mdy' })).toBe('2026-03-04T04:00:00Z');
    expect(at('25/03/2026', { dates: 'mdy' })).toBe('date-none');
  });

  test('of a day on which clocks change is that of the wall', () => {
    const berlin = { zone: 'Europe/Berlin' };
    expect(at('2026-03-29 12:00', berlin)).toBe('2026-03-29T10:00:00Z');
    expect(at('2026-03-28 12:00', berlin)).toBe('2026-03-28T11:00:00Z');
    expect(at('2026-10-25 02:30', berlin)).toBe('2026-10-25T00:30:00Z');
  });

  test('of birth may lack the year', () => {
    const born = (text: string) => read(() => readBirthdate('birthday', text, clock));
    expect(born('1990-03-08')).toEqual({ mmdd: 308, year: 1990 });
    expect(born('3/8')).toEqual({ mmdd: 308, year: null });
    expect(born('02-29')).toEqual({ mmdd: 229, year: null });
    expect(born('民國79年3月8日')).toEqual({ mmdd: 308, year: 1990 });
    expect(born('19900308')).toEqual({ mmdd: 308, year: 1990 });
    expect(['1990-02-29', '2190-01-01', 'spring'].map(born)).toEqual(Array(3).fill('birthday-shape'));
    expect(born('03/08/90')).toBe('date-two-digits');
  });
});

describe('a phone number', () => {
  const digits = (text: string, currency = 'TWD', country?: string) =>
    read(() => readPhone('phone', text, callingCode(country, currency)));

  test('is that which Telegram would prove', () => {
    for (const text of [
      '0912-345-678',
      '0912345678',
      '912345678',
      '+886 912 345 678',
      '00886912345678',
      '886912345678',
      '+886 (0)912345678',
      '０９１２３４５６７８',
    ])
      expect(digits(text)).toBe('886912345678');
    expect(digits('13912345678', 'CNY')).toBe('8613912345678');
    expect(digits('91234567', 'HKD')).toBe('85291234567');
    expect(digits('0171 2345678', 'EUR', '49')).toBe('491712345678');
  });

  test('of an unclear country, or shortened by a table, is refused', () => {
    expect(digits('0171 2345678', 'EUR')).toBe('phone-country');
    expect(digits('12345', 'TWD')).toBe('phone-country');
    expect(digits('8.86912E+11')).toBe('phone-number');
    expect(digits('call me')).toBe('phone-shape');
    expect(digits('+1')).toBe('phone-shape');
  });
});
