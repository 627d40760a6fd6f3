import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBroadcast } from '../../src/broadcasts/start-broadcast.ts';
import type { Message } from '../../src/chat/channel.ts';
import { verifyLedger } from '../../src/points/verify.ts';
import { openAttackedShop, textOf } from './attacked-shop.ts';

let shop: Awaited<ReturnType<typeof openAttackedShop>>;
beforeAll(async () => {
  shop = await openAttackedShop();
  await shop.say('web:owner', '/start');
  await shop.say('web:owner', '/store new Station');
});
afterAll(() => shop.close());

const taps = (messages: Message[]) =>
  messages.flatMap(({ buttons }) => buttons ?? []).flatMap((button) => ('says' in button ? [button.says] : []));

const SUMS = `
select c.claimed, (select count(*)::int from coupon q where q.campaign_id = c.id) as coupons, c.committed_minor as committed,
  (select coalesce(sum(q.worst_minor), 0) from coupon q where q.campaign_id = c.id and q.state = 'issued')
    + (select coalesce(sum(r.discount_minor), 0) from redemption r where r.campaign_id = c.id and r.undone_at is null) as held
from campaign c where c.ref = 'MIXED'`;

const WITH_NOBODY = `
select q.id from coupon q join customer p on p.id = q.customer_id where p.merged_into is not null
union all select r.id from redemption r join customer p on p.id = r.customer_id where p.merged_into is not null`;

describe('Everything at once on two processes', () => {
  it('redeeming, undoing, revoking, claiming and linking the same people keeps every sum', async () => {
    await shop.campaign('MIXED', { stock: 100, budgetMinor: 300_000 });
    for (let n = 0; n < 6; n++) {
      const [here, there] = [`web:m${n}`, `line:n${n}`];
      await shop.join(here);
      await shop.join(there);
      const code = (await shop.say(here, '/claim MIXED'))[0]!.code!.text;
      const secret = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(textOf(await shop.say(here, '/link')))![0];
      const yes = taps(await shop.say(there, `/link ${secret}`)).find((says) => says.includes('yes'))!;
      await shop.say(there, yes);
      const ok = yes.replace('yes', 'ok');
      await Promise.all([
        shop.say('telegram:1001', `/redeem ${code} 500`),
        shop.sayElsewhere('web:owner', `/redeem ${code} 500`),
        shop.say(here, ok),
        shop.sayElsewhere(here, ok),
        shop.sayElsewhere('web:owner', n % 3 === 0 ? '/campaigns MIXED revoke because we must' : '/undo'),
        shop.sayElsewhere(there, '/claim MIXED'),
        shop.say(there, '/claim MIXED'),
      ]);
    }
    expect(shop.logged).toEqual([]);
    const [sums] = await shop.rows(SUMS);
    expect([sums!.claimed, String(sums!.committed)]).toEqual([sums!.coupons, String(sums!.held)]);
    expect(await shop.rows(WITH_NOBODY)).toEqual([]);
    expect((await verifyLedger(shop.app.database)).differences).toEqual([]);
    expect(await shop.rows('select id from customer_link')).toHaveLength(6);
  }, 60_000);

  it('two taps on publish publish one campaign, and two on send tell it once', async () => {
    await shop.say('web:owner', '/new');
    await shop.say('web:owner', '/new kind amount');
    await shop.say('web:owner', '/new value 30');
    let said = await shop.say('web:owner', '/new name Twice');
    for (let n = 0; n < 14 && !taps(said).includes('/new publish'); n++) {
      const next = taps(said).find((says) => !/back|cancel/.test(says))!;
      said = await shop.say('web:owner', next);
    }
    expect(taps(said)).toContain('/new publish');
    await Promise.all([
      shop.say('web:owner', '/new publish'),
      shop.sayElsewhere('telegram:1001', '/new publish'),
      shop.sayElsewhere('web:owner', '/new publish'),
    ]);
    const published = await shop.rows<{ ref: string }>(
      `select c.ref from campaign c join campaign_terms t on t.campaign_id = c.id where t.terms -> 'name' ->> 'en' = 'Twice'`,
    );
    expect(published).toHaveLength(1);
    const [{ id }] = (await shop.rows<{ id: string }>('select id from campaign where ref = $1', [
      published[0]!.ref,
    ])) as [{ id: string }];
    const send = () => shop.run((tx) => startBroadcast(tx, { kind: 'operator' }, { campaignId: id }));
    await Promise.all([send(), send(), send()]);
    expect(await shop.rows('select state from broadcast')).toEqual([{ state: 'waiting' }]);
    expect(shop.logged).toEqual([]);
  });
});
