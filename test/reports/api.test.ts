import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { redeemCoupon } from '../../src/coupons/redeem.ts';
import { haveIdea } from '../../src/ideas/have-idea.ts';
import { recordPurchase } from '../../src/purchases/record.ts';
import { KINDS } from '../../src/reports/shown/shown.ts';
import { createSegment } from '../../src/segments/create-segment.ts';
import { readRule } from '../../src/segments/read-rule.ts';
import { type ApiShop, openApiShop, operator } from '../api/api-shop.ts';
import { tellPeople } from './told.ts';

let shop: ApiShop;
let reader: string;
const READS = [
  'funnel',
  'kinds',
  'failures',
  'cost',
  'hours',
  'weeks',
  'products',
  'returns',
  'segments',
  'cohorts',
  'top',
  'lift',
];

beforeAll(async () => {
  shop = await openApiShop();
  reader = await shop.key('campaigns');
  const campaign = await shop.campaign({ ref: 'LATTE', terms: { kind: 'amount', amountMinor: 3000 } });
  const people = [await shop.person('Mali'), await shop.person('=Ken')];
  await tellPeople(shop.app.database, campaign.id, shop.clock.at, [
    { customerId: people[0]!, outcome: 'sent' },
    { customerId: people[1]!, outcome: 'holdout' },
  ]);
  const { code } = await shop.claim(campaign.id, people[0]!);
  await shop.run((tx) => redeemCoupon(tx, operator, { code, amountMinor: 15_850 }));
  for (const [n, product] of ['=HYPERLINK("http://evil")', '拿鐵, "大杯"'].entries()) {
    const lines = [{ product, quantity: 1, amountMinor: 9_000 }];
    await shop.run((tx) =>
      recordPurchase(tx, operator, {
        who: { customerId: people[n]! },
        source: 'pos',
        orderNo: `${n}`,
        amountMinor: 10_050,
        lines,
      }),
    );
  }
  await shop.run((tx) => haveIdea(tx, people[1]!, '=cmd'));
  await shop.run((tx) => createSegment(tx, operator, { name: '@常客', rule: readRule('spend >= 1', 'TWD') }));
  shop.clock.at = new Date(shop.clock.at.getTime() + 3_600_000);
});
afterAll(() => shop.close());

const asked = (kind: string) =>
  `/reports/${kind}${kind === 'funnel' ? '?campaign=latte' : kind === 'lift' ? '?of=LATTE' : ''}`;

/** The schema that the OpenAPI document gives for an answer. */
async function schemaOf(path: string) {
  const { body } = await shop.call(undefined, 'GET /openapi.json');
  const ajv = addFormats.default(new Ajv2020({ strict: false }));
  ajv.addSchema({ $id: 'api', components: body.components });
  const { schema } = body.paths[`/api/v1${path}`].get.responses['200'].content['application/json'];
  return ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('#/components', 'api#/components')));
}

describe('The reports of the API', () => {
  it.each(READS)('%s answers as its schema says', async (kind) => {
    const { status, body } = await shop.call(reader, `GET ${asked(kind)}`);
    expect([status, body.code]).toEqual([200, undefined]);
    const valid = await schemaOf(`/reports/${kind}`);
    expect(valid(body), JSON.stringify(valid.errors)).toBe(true);
  });

  it('have the figures, for the days that are asked for', async () => {
    const cost = await shop.call(reader, 'GET /reports/cost?from=2026-11-23&last=2026-11-23');
    expect(cost.body).toMatchObject({
      ...{ from: '2026-11-23', last: '2026-11-23', zone: 'Asia/Taipei', currency: 'TWD' },
      rows: [{ ref: 'LATTE', uses: 1, discountMinor: 3000, orderMinor: 15_850, keptMinor: 12_850 }],
    });
    const before = await shop.call(reader, 'GET /reports/cost?last=2026-11-22');
    expect(before.body).toMatchObject({ from: '2026-10-24', last: '2026-11-22', rows: [] });
    const { body } = await shop.call(reader, 'GET /reports/lift?of=LATTE&days=7');
    expect(body).toMatchObject({
      kind: 'broadcast',
      days: 7,
      told: { people: 1, bought: 1 },
      held: { people: 1, bought: 1 },
    });
    expect((await shop.call(reader, 'GET /reports/top')).body.spenders[0].name).toBe('M***');
    const both = await shop.key('campaigns', 'customers');
    expect((await shop.call(both, 'GET /reports/top')).body.spenders[0].name).toBe('Mali');
  });

  it('refuse what cannot be, and who may not', async () => {
    const purchases = await shop.key('purchases');
    const nos: [string, string, number, string][] = [
      [purchases, '/reports/cost', 403, 'key-scope'],
      [reader, '/reports/funnel', 422, 'body-invalid'],
      [reader, '/reports/funnel?campaign=NOSUCH', 404, 'campaign-unknown'],
      [reader, '/reports/lift?of=NOSUCH', 404, 'effect-unknown'],
      [reader, '/reports/cost?from=2026-11-02&last=2026-11-01', 422, 'report-period'],
      [reader, '/reports/cost?from=2024-11-02&last=2026-11-01', 422, 'report-too-long'],
      [reader, '/reports/cost?from=yesterday', 422, 'body-invalid'],
      [purchases, '/reports/cost/csv', 403, 'key-scope'],
      [reader, '/reports/horoscope/csv', 422, 'body-invalid'],
    ];
    for (const [key, path, status, code] of nos) {
      const answer = await shop.call(key, `GET ${path}`);
      expect([answer.status, answer.body.code], path).toEqual([status, code]);
    }
  });

  it('come as tables that spreadsheets open and never work out', async () => {
    const table = async (path: string) => {
      const response = await fetch(`${shop.url}/api/v1${path}`, { headers: { authorization: `Bearer ${reader}` } });
      expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
      const bytes = Buffer.from(await response.arrayBuffer());
      expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
      return { lines: bytes.subarray(3).toString().split('\r\n'), headers: response.headers };
    };
    const { lines, headers } = await table('/reports/products/csv?language=zh-hant');
    expect(headers.get('content-disposition')).toBe('attachment; filename=products-2026-10-25-2026-11-23.csv');
    expect(lines).toEqual([
      '商品,用券筆數,用券件數,用券金額（TWD）,沒用券筆數,沒用券件數,沒用券金額（TWD）',
      `"'=HYPERLINK(""http://evil"")",1,1,90,0,0,0`,
      '"拿鐵, ""大杯""",0,0,0,1,1,90',
      '',
    ]);
    expect((await table('/reports/cost/csv')).lines[1]).toBe('Latte,LATTE,1,30,0,0,1,158.50,128.50,1,0');
    expect((await table('/reports/ideas/csv')).lines[1]).toMatch(/^\w{6},2026-11-23,'=\*\*\*,,'=cmd$/);
    expect((await table('/reports/segments/csv?language=zh-hans')).lines.slice(0, 3)).toEqual([
      '客群,人数,消费人数,消费笔数,消费金额（TWD）,核销张数,减免金额（TWD）,赠品份数,积分,消息条数,消息费用（TWD）,消费 ÷（减免＋消息费用）',
      "'@常客,2,2,3,329.50,1,30,0,0,1,0,10.98",
      '全部会员,2,2,3,329.50,1,30,0,0,1,0,10.98',
    ]);
    for (const kind of KINDS) {
      const { lines: each } = await table(`/reports/${kind}/csv?of=LATTE`);
      expect(each.length, kind).toBeGreaterThan(2);
      expect(each[0], kind).not.toMatch(/undefined/);
    }
  });

  it('let ideas be read and filed', async () => {
    const key = await shop.key('feedback');
    const { body } = await shop.call(key, 'GET /ideas?tag=hacks');
    expect(body).toMatchObject({ total: 0, ideas: [], untagged: 1, tags: [] });
    const [{ ref }] = (await shop.call(key, 'GET /ideas')).body.ideas;
    const filed = await shop.call(key, `POST /ideas/${ref}/tags`, { on: ['Hacks'] });
    expect([filed.status, filed.body]).toMatchObject([200, { ref, customer: '=***', words: '=cmd', tags: ['hacks'] }]);
    expect((await shop.call(key, 'GET /ideas?tag=hacks')).body.total).toBe(1);
    expect((await shop.call(key, 'POST /ideas/NOBODY/tags', { on: ['x'] })).status).toBe(404);
    expect((await shop.call(reader, 'GET /ideas')).status).toBe(403);
  });
});
