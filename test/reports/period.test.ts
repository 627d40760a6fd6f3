import { afterAll, describe, expect, it } from 'vitest';
import { instantsOf, readPeriod, usualPeriod } from '../../src/reports/period.ts';
import { openScope } from '../../src/reports/scope.ts';
import { openCounter, refusal } from '../coupons/counter.ts';

// In Taipei it is the 1st of March already.
const now = new Date('2028-02-29T20:00:00Z');
const read = (text: string) => {
  const period = readPeriod(text, now, 'Asia/Taipei');
  return period && `${period.from} ${period.last}`;
};

describe('Days', () => {
  it.each([
    ['7', '2028-02-24 2028-03-01'],
    ['30d', '2028-02-01 2028-03-01'],
    ['last-7-days', '2028-02-24 2028-03-01'],
    ['近7天', '2028-02-24 2028-03-01'],
    ['最近３０天', '2028-02-01 2028-03-01'],
    ['1', '2028-03-01 2028-03-01'],
    ['month', '2028-03-01 2028-03-31'],
    ['This-Month', '2028-03-01 2028-03-31'],
    ['本月', '2028-03-01 2028-03-31'],
    ['last-month', '2028-02-01 2028-02-29'],
    ['上個月', '2028-02-01 2028-02-29'],
    ['上个月', '2028-02-01 2028-02-29'],
    ['2027-12', '2027-12-01 2027-12-31'],
    ['2027-2', '2027-02-01 2027-02-28'],
    ['2028-2-3', '2028-02-03 2028-02-03'],
    ['2028-02-01..2028-02-29', '2028-02-01 2028-02-29'],
    ['2028/2/1～2028/2/9', '2028-02-01 2028-02-09'],
    ['2028-02-01到2028-02-29', '2028-02-01 2028-02-29'],
  ])('are read as %s', (text, days) => {
    expect(read(text)).toBe(days);
  });

  it.each(['', '0', 'LATTE', 'soon', '2027-13', '2027-02-30', '2027-02-29..2027-03-01', '1000', '-7', '2028-02-01..'])(
    'are not read as “%s”',
    (text) => {
      expect(read(text)).toBeUndefined();
    },
  );

  it('are the last thirty when nobody says any, and lie between midnights of the zone', () => {
    expect(usualPeriod(now, 'Asia/Taipei')).toEqual({ from: '2028-02-01', last: '2028-03-01' });
    // The clocks of New York go forward on 12 March 2028: that day has 23 hours.
    const { from, until } = instantsOf({ from: '2028-03-12', last: '2028-03-12' }, 'America/New_York');
    expect([from.toISOString(), until.toISOString()]).toEqual(['2028-03-12T05:00:00.000Z', '2028-03-13T04:00:00.000Z']);
  });
});

describe('What is asked for', () => {
  it('is refused when it takes too long, and nothing else of the transaction is lost', async () => {
    const counter = await openCounter(2);
    afterAll(() => counter.close());
    await counter.run(async (tx) => {
      await tx.db.query('create temporary table kept (n int)');
      await tx.db.query(`set local statement_timeout = '100ms'`);
      const { ask } = await openScope(tx, counter.operator);
      expect((await refusal(ask('select pg_sleep(5)'))).code).toBe('report-too-slow');
      expect(await ask('select count(*)::int as n from kept')).toEqual([{ n: 0 }]);
      await expect(ask('select nonsense')).rejects.toThrow('nonsense');
    });
  });
});
