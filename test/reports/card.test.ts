import type { AddressInfo } from 'node:net';
import { inflateSync } from 'node:zlib';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportFiles } from '../../adapters/web/report-files.ts';
import { houseFor } from '../../src/house.ts';
import { recordPurchase } from '../../src/purchases/record.ts';
import { reportCard } from '../../src/reports/report-card.ts';
import { openReportFiles } from '../../src/reports/report-files.ts';
import { createSegment } from '../../src/segments/create-segment.ts';
import { readRule } from '../../src/segments/read-rule.ts';
import { type Language, languages } from '../../src/words/index.ts';
import { type Desk, openDesk, operator } from '../campaigns/desk.ts';
import { tellPeople } from './told.ts';

let desk: Desk;
let orders = 0;
const people: { id: string }[] = [];
const DAY = 86_400_000;
const PERIOD = '2027-02-01..2027-03-31';

beforeAll(async () => {
  desk = await openDesk();
  const { id } = await desk.campaign({ ref: 'LATTE', terms: { name: { en: '<Latte> & "milk"' } } });
  for (let n = 0; n < 60; n++) people.push(await desk.customer(`P${n}`));
  await desk.run((tx) => createSegment(tx, operator, { name: '常客', rule: readRule('language en', 'TWD') }));
  await tellPeople(
    desk.database,
    id,
    desk.clock.now(),
    people.map(({ id: customerId }, n) => ({
      customerId,
      outcome: n < 30 ? (n < 28 ? 'sent' : 'unreachable') : 'holdout',
    })),
  );
  desk.pass(3 * DAY);
  for (const n of [...Array.from({ length: 15 }, (_, i) => i), 30, 31])
    await desk.run((tx) =>
      recordPurchase(tx, operator, {
        who: { customerId: people[n]!.id },
        source: 'pos',
        orderNo: `${++orders}`,
        amountMinor: 20_000,
        at: new Date(desk.clock.now().getTime() - DAY),
        lines: [{ product: 'latte', quantity: 1, amountMinor: 20_000 }],
      }),
    );
});
afterAll(() => desk.end());

/** Width, height and the pixels that are not white, of a PNG without a library. */
function look(png: Buffer) {
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20), bytes: inflateSync(Buffer.concat(parts)).length };
}

const image = async (language: Language, kind: string) => {
  const mei = await desk.staff('Mei', 'manager', language);
  const [card] = await mei.say(`/report ${kind} ${PERIOD}`);
  return { mei, card: card! };
};

describe('The pictures of reports', () => {
  it.each(languages)('are drawn in %s, in the shape that chats show, and small', async (language) => {
    const open = openReportFiles(desk);
    for (const kind of ['hours', 'weeks', 'segments', 'cohorts', 'funnel LATTE']) {
      const { card } = await image(language, kind);
      expect(card.image, kind).toMatch(/^\/report\/[\w-]+\.[\w-]{22}\.png$/);
      const file = await open(card.image!);
      if (file?.type !== 'png') throw new Error(`${kind} is not drawn`);
      expect(file.body.length).toBeLessThan(1_000_000);
      expect(look(file.body)).toMatchObject({ width: 1040, height: 676 });
      expect((await open(card.image!)) as unknown).toEqual(file);
    }
  });

  it('reach channels that upload them where the shop has no public address', async () => {
    const { card } = await image('en', 'weeks');
    const house = houseFor(
      desk,
      async () => ({ messages: [], again: false, answered: async () => undefined }),
      'telegram',
    );
    expect(look((await house.picture!(card.image!))!).width).toBe(1040);
    expect(await house.picture!('/report/x.png')).toBeUndefined();
  });

  it('come over the web with their tables, each for whom the link was given to', async () => {
    const server = express().use(reportFiles(desk)).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const mei = await desk.staff('Mei', 'marketer', 'zh-hans');
    const reader = { t: desk.shop.words('zh-hans'), language: 'zh-hans', shop: desk.shop, now: desk.clock.now() };
    const period = { from: '2027-02-01', last: '2027-03-31' };
    const card = await desk.run((tx) => reportCard(tx, mei.by, reader, 'top', period, '', ''));
    const table = card.buttons!.find((button) => 'opens' in button)!;
    const csv = await fetch(url + (table as { opens: string }).opens);
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename=top-2027-02-01-2027-03-31.csv');
    const [head, first] = (await csv.text()).split('\r\n');
    expect(head!.replace('\ufeff', '')).toBe(
      '排行,名次,顾客编号,姓名,核销张数,消费笔数,消费金额（TWD）,最近一次消费,通常间隔天数,来店状态',
    );
    // What a marketer takes away is masked like what they read.
    expect(first).toMatch(/^消费最多,1,[0-9a-f-]{36},P\*\*\*,0,1,200,2027-\d\d-\d\d,,活跃$/);
    const hours = await desk.run((tx) => reportCard(tx, mei.by, reader, 'hours', period, '', ''));
    const png = await fetch(url + hours.image);
    expect([png.status, png.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(look(Buffer.from(await png.arrayBuffer())).width).toBe(1040);
    expect((await fetch(`${url}/report/${'a'.repeat(80)}.${'b'.repeat(22)}.png`)).status).toBe(404);
    server.closeAllConnections();
    server.close();
  });

  it('end with their link, with the rights of whom it was given to, and with a touch of its letters', async () => {
    const open = openReportFiles(desk);
    const { mei, card } = await image('en', 'hours');
    const path = card.image!;
    expect(await open(path)).toBeDefined();
    const [said, signed] = path.slice('/report/'.length).split('.') as [string, string];
    const other = Buffer.from(Buffer.from(said, 'base64url').toString().replace('"hours"', '"top"')).toString(
      'base64url',
    );
    for (const forged of [
      path.replace('.png', '.csv'),
      `/report/${other}.${signed}.png`,
      `/report/${said}.${signed.slice(0, -2)}AA.png`,
      `/report/${said}.png`,
      '/report/..%2f.png',
    ]) {
      expect(await open(forged), forged).toBeUndefined();
    }
    desk.pass(7 * DAY);
    expect(await open(path)).toBeUndefined();
    desk.pass(-7 * DAY);
    await desk.rows('update staff set ended_at = $2 where id = $1', [mei.by.staff.id, desk.clock.now()]);
    expect(await open(path)).toBeUndefined();
  });
});

describe('A report on a broadcast', () => {
  it.each([
    [
      'en',
      [
        '15 of 30 people we meant to tell bought something within 3 days; of 30 held back by chance 2 did.',
        'That is 50 in 100 against 6.7.',
        'So telling brought 43.3 more in 100 (between 21 and 60.9).',
        'About 13 people bought because of it.',
        '',
        'Money per head: NT$100 against NT$13.33, NT$86.67 more (between NT$44.80 and NT$128.53).',
        'Given in these days: NT$0, 28 messages.',
        'Whether it earned more than it cost cannot be said: whoever runs this server has not set the shop’s margin (GROSS_MARGIN_PERCENT).',
        'It is early: 3 of 14 days are over, and this will change.',
        '2 people of those we meant to tell were not reached; they are counted all the same, or we would compare other people.',
        '“Between” holds in 95 of 100 such comparisons.',
      ],
    ],
    [
      'zh-hant',
      [
        '要通知的 30 人，3 天內有 15 人消費；隨機留下不通知的 30 人，有 2 人消費。',
        '換算成每 100 人：50 人，對照組 6.7 人。',
        '也就是說，通知讓每 100 人多 43.3 人消費（介於 21 和 60.9 之間）。',
      ],
    ],
    [
      'zh-hans',
      [
        '要通知的 30 人，3 天内有 15 人消费；随机留出不通知的 30 人，有 2 人消费。',
        '换算成每 100 人：50 人，对照组 6.7 人。',
        '也就是说，通知让每 100 人多 43.3 人消费（在 21 到 60.9 之间）。',
      ],
    ],
  ] as const)('says in %s what telling brought', async (language, lines) => {
    const mei = await desk.staff('Mei', 'owner', language);
    const [list] = await mei.say('/report lift');
    const tap = list!.buttons![0]!;
    if (!('says' in tap)) throw new Error('nothing to tap');
    const [card] = await mei.say(tap.says);
    expect(card!.text.split('\n').slice(0, lines.length)).toEqual(lines);
    expect((await mei.say('/report lift LATTE'))[0]!.text).toBe(card!.text);
  });

  it('says where most is lost, and what may help', async () => {
    const mei = await desk.staff('Mei', 'owner');
    const [card] = await mei.say(`/report failures ${PERIOD}`);
    expect(card!.text).toContain(
      'Most is lost with “<Latte> & "milk"” (LATTE): of 28 told only 0 looked for sure.\nTell them at another hour or on another channel.',
    );
  });

  it('is told by its name in any language, and by days in any order', async () => {
    const mei = await desk.staff('Mei', 'owner', 'zh-hant');
    const text = async (line: string) => (await mei.say(line))[0]!.text;
    const one = await text('/report funnel LATTE 2027-02-01 2027-03-31');
    expect(await text('報表 轉換漏斗 2027-02-01 2027-03-31 latte')).toBe(one);
    expect(await text('/report 转化漏斗 2027/02/01至2027/03/31 LATTE')).toBe(one);
    expect(await text('/report funnel LATTE LATTE')).toContain('沒有這份報表');
  });
});
