import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiShop, openApiShop } from './api-shop.ts';

let shop: ApiShop;
beforeAll(async () => {
  shop = await openApiShop();
});
afterAll(() => shop?.close());

test('sources are named, read with what they brought, and stand in the figures of the campaign', async () => {
  const key = await shop.key('campaigns');
  const { id, ref } = await shop.campaign({ terms: { kind: 'amount', amountMinor: 2000 } });
  await shop.query(`insert into channel_note (channel, key, value) values ('telegram', 'username', 'shop_bot')`);
  const made = await shop.call(key, `POST /campaigns/${ref}/links`, { source: 'Poster-3' });
  expect(made).toMatchObject({
    status: 201,
    body: {
      source: 'poster-3',
      links: [{ channel: 'telegram', link: `https://t.me/shop_bot?start=${ref}_poster-3` }],
      start: `/start ${ref}_poster-3`,
    },
  });
  expect((await shop.call(key, `POST /campaigns/${id}/links`, { source: 'poster-3' })).body).toEqual(made.body);
  const mali = await shop.person('Mali');
  await shop.query(
    `insert into arrival (campaign_id, identity_id, source, fresh, at)
     select $1, id, 'poster-3', false, $3 from identity where customer_id = $2`,
    [id, mali, shop.clock.at],
  );
  await shop.claim(id, mali);
  const sources = [{ source: 'poster-3', came: 1, joined: 0, claimed: 1, redeemed: 0 }];
  expect((await shop.call(key, `GET /campaigns/${ref}/links`)).body).toMatchObject({ start: `/start ${ref}`, sources });
  expect((await shop.call(key, `GET /campaigns/${ref}/stats`)).body).toMatchObject({ sources });
});

test('what no link can carry is refused, and so is a key without the scope', async () => {
  const key = await shop.key('campaigns');
  const { ref } = await shop.campaign({ terms: { kind: 'amount', amountMinor: 2000 } });
  const given = await shop.campaign({ purpose: 'given', terms: { kind: 'amount', amountMinor: 2000 } });
  const post = (called: string, source: string) => shop.call(key, `POST /campaigns/${called}/links`, { source });
  expect(await post(ref, 'fan page')).toMatchObject({ status: 422, body: { code: 'source-shape' } });
  expect(await post('NOSUCH', 'poster')).toMatchObject({ status: 404, body: { code: 'campaign-unknown' } });
  expect(await post(given.ref, 'poster')).toMatchObject({ status: 409, body: { code: 'links-none' } });
  const other = await shop.key('redeem');
  expect((await shop.call(other, `GET /campaigns/${ref}/links`)).status).toBe(403);
});
