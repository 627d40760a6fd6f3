import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';
import { afterAll, describe, expect, it } from 'vitest';
import { linkPictures } from '../../adapters/web/link-pictures.ts';
import { addSource } from '../../src/campaigns/add-source.ts';
import { campaignStats } from '../../src/campaigns/campaign-stats.ts';
import { linkPicturePath } from '../../src/campaigns/link-picture.ts';
import { campaignLinks } from '../../src/campaigns/links.ts';
import { redeemCoupon } from '../../src/coupons/redeem.ts';
import { undoRedemption } from '../../src/coupons/undo.ts';
import { joinCustomers } from '../../src/links/join-customers.ts';
import { linkRef, partCustomers } from '../../src/links/part-customers.ts';
import { refusal } from '../coupons/counter.ts';
import { pictureOf } from '../phones/obj.ts';
import { openDesk, operator } from './desk.ts';

const desk = await openDesk({ PUBLIC_URL: 'https://shop.example' });
afterAll(() => desk.end());

/** A campaign whose links stand in some places. */
async function linked(sources = ['instagram', 'poster-3'], perCustomer = 1) {
  const campaign = await desk.campaign({ perCustomer });
  for (const source of sources) await desk.run((tx) => addSource(tx, operator, campaign, source));
  return campaign;
}
const wait = (ms: number) => desk.pass(ms);
const DAY = 86_400_000;
const figures = async (id: string, by = operator) => {
  const { sources } = await desk.run((tx) => campaignStats(tx, by, id));
  return Object.fromEntries(sources.map(({ source, ...rest }) => [source, Object.values(rest).join(' ')]));
};

describe('Sources of links (A3.8): came, joined, claimed, redeemed', () => {
  it('a claim belongs to the link that its owner followed last, and to no other', async () => {
    const { id, ref } = await linked();
    const [mali, ken, noi] = [await desk.customer('Mali'), await desk.customer('Ken'), await desk.customer('Noi')];
    await mali.say(`/start ${ref}_instagram`);
    wait(1000);
    await mali.say(`/start ${ref}_POSTER-3`);
    await ken.say(`/start ${ref}_instagram`);
    await noi.say(`/start ${ref}`);
    wait(1000);
    for (const one of [mali, ken, noi]) await desk.claim(one, ref);
    // Who comes again after the claim changes nothing of it, and a source that nobody named is none.
    wait(1000);
    await ken.say(`/start ${ref}_poster-3`);
    await noi.say(`/start ${ref}_facebook`);
    expect(await figures(id)).toEqual({ instagram: '1 0 1 0', 'poster-3': '2 0 1 0' });
    expect(await desk.rows('select 1 from arrival where campaign_id = $1', [id])).toHaveLength(3);
  });

  it('however often somebody comes, they are kept once until they claim', async () => {
    const { id, ref } = await linked(['instagram', 'poster-3'], 2);
    const mali = await desk.customer('Mali');
    for (let n = 0; n < 6; n++, wait(1000)) await mali.say(`/start ${ref}_${n % 2 ? 'instagram' : 'poster-3'}`);
    expect(await desk.rows('select 1 from arrival where campaign_id = $1', [id])).toHaveLength(1);
    await desk.claim(mali, ref);
    await desk.rows(`update coupon set state = 'expired' where campaign_id = $1`, [id]);
    wait(1000);
    await mali.say(`/start ${ref}_poster-3`);
    wait(1000);
    await desk.claim(mali, ref);
    expect(await figures(id)).toEqual({ instagram: '1 0 1 0', 'poster-3': '1 0 1 0' });
  });

  it('a claim a month later came from elsewhere', async () => {
    const { id, ref } = await linked();
    const [mali, ken] = [await desk.customer('Mali'), await desk.customer('Ken')];
    for (const one of [mali, ken]) await one.say(`/start ${ref}_instagram`);
    wait(30 * DAY - 1);
    await desk.claim(mali, ref);
    wait(1);
    await desk.claim(ken, ref);
    expect(await figures(id)).toEqual({ instagram: '2 0 1 0', 'poster-3': '0 0 0 0' });
  });

  it('who is new counts once they have joined; what is undone does not', async () => {
    const { id, ref } = await linked();
    const [mali, ken] = [await desk.customer('Mali'), await desk.customer('Ken')];
    await desk.rows('update customer set joined_at = null where id = any($1)', [[mali.id, ken.id]]);
    for (const one of [mali, ken]) await one.say(`/start ${ref}_instagram`);
    await desk.rows('update customer set joined_at = $2 where id = $1', [mali.id, desk.clock.now()]);
    wait(1000);
    const code = await desk.claim(mali, ref);
    const redeem = () => desk.run((tx) => redeemCoupon(tx, operator, { code, amountMinor: 9900, method: 'api' }));
    const { redemptionId } = await redeem();
    expect(await figures(id)).toMatchObject({ instagram: '2 1 1 1' });
    await desk.run((tx) => undoRedemption(tx, operator, { redemptionId, reason: 'test' }));
    expect(await figures(id)).toMatchObject({ instagram: '2 1 1 0' });
    await redeem();
    expect(await figures(id)).toMatchObject({ instagram: '2 1 1 1' });
    // Staff of another store read its redemptions only.
    const som = await desk.staff('Som', 'manager');
    const market = await desk.store('Market');
    som.by.staff.storeId = market.id;
    expect(await figures(id, som.by)).toMatchObject({ instagram: '2 1 1 0' });
  });

  it('goes along when two accounts are linked, and comes back when they are parted', async () => {
    const { id, ref } = await linked(undefined, 2);
    const [mali, maliToo] = [await desk.customer('Mali'), await desk.customer('Mali')];
    await mali.say(`/start ${ref}_instagram`);
    await maliToo.say(`/start ${ref}_poster-3`);
    wait(1000);
    for (const one of [mali, maliToo]) await desk.claim(one, ref);
    const before = await figures(id);
    expect(before).toEqual({ instagram: '1 0 1 0', 'poster-3': '1 0 1 0' });
    const { linkId } = await desk.run((tx) => joinCustomers(tx, mali.id, maliToo.id));
    const joined = Object.values(await figures(id)).map((each) => Number(each.split(' ')[2]));
    expect(joined[0]! + joined[1]!).toBe(2);
    await desk.run((tx) => partCustomers(tx, operator, linkRef(linkId)));
    expect(await figures(id)).toEqual(before);
  });

  it('two who name sources at once end with thirty at most', async () => {
    const { id, ref } = await linked(Array.from({ length: 29 }, (_, n) => `s-${n}`));
    const add = (source: string) => desk.run((tx) => addSource(tx, operator, { id, ref }, source));
    let done = false;
    const waiting = () => desk.rows(`select 1 from pg_locks where not granted and locktype = 'advisory'`);
    const second = await desk.run(async (tx) => {
      await addSource(tx, operator, { id, ref }, 'one-more');
      const other = refusal(add('too-many')).finally(() => {
        done = true;
      });
      while (!done && (await waiting()).length === 0) await sleep(5);
      return { other };
    });
    expect(await second.other).toMatchObject({ code: 'sources-full' });
    expect(await refusal(add('again'))).toMatchObject({ code: 'sources-full', facts: { most: 30 } });
    expect(await add('S-7')).toBe('s-7');
    for (const bad of ['', 'a b', '小紅書', '-x', 'x'.repeat(17), 'a_b', "';--"]) {
      expect(await refusal(add(bad)), bad).toMatchObject({ code: 'source-shape' });
    }
  });
});

describe('A link with a source', () => {
  it('is one that each platform takes, for the longest names', async () => {
    await desk.rows(`insert into channel_note (channel, key, value) values ('telegram', 'username', 'shop_bot'),
      ('line', 'basic-id', '@123abc') on conflict (channel, key) do update set value = excluded.value`);
    const [ref, source] = ['ABCDEFGHJKMNPQRS', 'sixteen-letters-'];
    const links = await desk.run((tx) => campaignLinks(tx, ref, source));
    expect(links.map(({ link }) => link)).toEqual([
      `https://shop.example/chat?ref=${ref}_${source}`,
      `https://t.me/shop_bot?start=${ref}_${source}`,
      `https://line.me/R/oaMessage/%40123abc/?%2Fstart%20${ref}_${source}`,
    ]);
    // Telegram's start parameter: 64 of these at most (Bot API, Deep linking).
    for (const { link } of links.slice(0, 2)) expect(link.split('=')[1]).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
  });

  it('has a QR code for posters, which we draw of our own links only', async () => {
    const server = express().use(linkPictures(desk.shop)).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const get = (path: string) => fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);
    try {
      const path = linkPicturePath(desk.shop, 'LATTE_poster-3');
      const drawn = await get(path);
      expect(drawn.headers.get('content-type')).toBe('image/png');
      expect(pictureOf(Buffer.from(await drawn.arrayBuffer()))?.kind).toBe('png');
      expect((await get(path.replace('poster-3', 'poster-4'))).status).toBe(404);
      expect((await get('/link/LATTE_poster-3.AAAAAAAAAAAAAAAA.png')).status).toBe(404);
    } finally {
      server.close();
    }
  });
});
