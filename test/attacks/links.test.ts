import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { joinCustomers } from '../../src/links/join-customers.ts';
import { openAttackedShop, textOf } from './attacked-shop.ts';

let shop: Awaited<ReturnType<typeof openAttackedShop>>;
beforeAll(async () => {
  shop = await openAttackedShop();
  await shop.say('web:owner', '/start');
});
afterAll(() => shop.close());

const holders = async (ref: string) =>
  shop.rows<{ customer_id: string }>(
    'select q.customer_id from coupon q join campaign c on c.id = q.campaign_id where c.ref = $1',
    [ref],
  );

describe('Linked accounts under attack', () => {
  it('give a coupon to whoever an address belongs to now, also in a rush that remembers otherwise', async () => {
    await shop.campaign('WARM');
    await shop.campaign('AFTER');
    await shop.join('web:a1');
    await shop.join('line:a2');
    const ref = await shop.link('web:a1', 'line:a2');
    expect(await shop.customerOf('line:a2')).toBe(await shop.customerOf('web:a1'));
    await shop.say('line:a2', '/claim WARM');
    await shop.sayElsewhere('line:a2', '/claim WARM');
    expect(textOf(await shop.say('web:owner', `/unlink ${ref}`))).toMatch(/two|apart|separate|undone|back/i);
    expect(await shop.customerOf('line:a2')).not.toBe(await shop.customerOf('web:a1'));
    await shop.say('line:a2', '/claim AFTER');
    expect((await holders('AFTER')).map((row) => row.customer_id)).toEqual([await shop.customerOf('line:a2')]);
  });

  it('lose no coupon that was claimed while they were being linked', async () => {
    await shop.campaign('ATONCE');
    await shop.join('web:b1');
    await shop.join('line:b2');
    const [kept, joined] = [await shop.customerOf('web:b1'), await shop.customerOf('line:b2')];
    let claiming: Promise<unknown> | undefined;
    await shop.run(async (tx) => {
      await joinCustomers(tx, kept, joined);
      claiming = shop.sayElsewhere('line:b2', '/claim ATONCE');
      await new Promise((resolve) => setTimeout(resolve, 400));
    });
    await claiming;
    expect((await holders('ATONCE')).map((row) => row.customer_id)).toEqual([kept]);
  });

  it('stay silent when the person said stop while they were one', async () => {
    await shop.join('web:c1');
    await shop.join('line:c2');
    const ref = await shop.link('web:c1', 'line:c2');
    await shop.say('line:c2', '/stop');
    await shop.say('web:owner', `/unlink ${ref}`);
    const marketing = async (who: string) =>
      (await shop.rows('select marketing from customer where id = $1', [await shop.customerOf(who)]))[0]!.marketing;
    expect([await marketing('web:c1'), await marketing('line:c2')]).toEqual([false, false]);
  });

  it('are parted from the last link backwards, or an earlier link would say that it is undone and leave all as it is', async () => {
    await shop.join('web:d0');
    shop.clock.at = new Date(shop.clock.at.getTime() + 1000);
    await shop.join('web:d1');
    shop.clock.at = new Date(shop.clock.at.getTime() + 1000);
    await shop.join('line:d2');
    const first = await shop.link('web:d1', 'line:d2');
    const second = await shop.link('web:d1', 'web:d0');
    await shop.say('web:owner', `/unlink ${first}`);
    const [row] = await shop.rows('select undone_at from customer_link where upper(right(id::text, 8)) = $1', [first]);
    const [a, b] = [await shop.customerOf('web:d1'), await shop.customerOf('line:d2')];
    if (row!.undone_at) expect(a).not.toBe(b);
    else {
      await shop.say('web:owner', `/unlink ${second}`);
      await shop.say('web:owner', `/unlink ${first}`);
      expect(await shop.customerOf('web:d1')).not.toBe(await shop.customerOf('line:d2'));
    }
  });
});

describe('A claim that waits for another hearing of its own event', () => {
  it('is made again when the database lets the other one go first', async () => {
    await shop.campaign('KNOT');
    await shop.join('web:k1');
    const event = '6f1c9a52-3c26-4d5e-9f53-0d8b7a1f2c11';
    let claiming: Promise<unknown> | undefined;
    await expect(
      shop.run(async (tx) => {
        await tx.db.query(
          `insert into inbox_event (channel, event_id, address, heard_at, retry_key) values ('web', $1, 'k1', now(), gen_random_uuid())`,
          [event],
        );
        claiming = shop.sayElsewhere('web:k1', '/claim KNOT', event).then(textOf);
        await new Promise((resolve) => setTimeout(resolve, 300));
        await tx.db.query(`select 1 from campaign where ref = 'KNOT' for no key update`);
        throw new Error('the other process is gone');
      }),
    ).rejects.toThrow('gone');
    expect(await claiming).toMatch(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]/);
    expect(shop.logged).toEqual([]);
  });
});
