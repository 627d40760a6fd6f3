import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { Customer } from '../../entities/customer.ts';
import { Identity } from '../../entities/identity.ts';
import { Staff } from '../../entities/staff.ts';
import type { Message } from '../../src/chat/channel.ts';
import { converse } from '../../src/chat/converse.ts';
import { aliases, commandNamed } from '../../src/commands/index.ts';
import { spellCode } from '../../src/lib/codes.ts';
import { Refusal } from '../../src/refusal.ts';
import type { Language } from '../../src/words/index.ts';
import { openCounter, refusal } from './counter.ts';

const counter = await openCounter();
afterAll(() => counter.close());

/** One line of a person, as `hear` has it understood. */
function talk(customerId: string, language: Language = 'en') {
  return async (text: string) =>
    counter.run(async (tx) => {
      const customer = await tx.db.findOneByOrFail(Customer, { id: customerId });
      const identity = await tx.db.findOneByOrFail(Identity, { customerId });
      const works = await tx.db.findOneBy(Staff, { customerId });
      const person = { customer, identity, staff: works?.endedAt ? null : works, language };
      const [message] = await converse(tx, person, { text }, aliases(tx.shop), commandNamed);
      return message!;
    });
}

const tap = ({ buttons }: Message, at = 0) => {
  const button = buttons![at]!;
  if (!('says' in button)) throw new Error('nothing to tap');
  expect(Buffer.byteLength(button.says)).toBeLessThanOrEqual(64);
  return button.says;
};

/** As `hear` does: the line is undone, and what has to be remembered is kept. */
async function guess(work: Promise<unknown>) {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Refusal)) throw error ?? new Error('nothing was refused');
  await counter.run(async (tx) => error.remember?.(tx));
  return refusal(Promise.reject(error));
}

describe('At the counter', () => {
  it('a scan, an amount and one tap redeem; one more takes it back', async () => {
    const noi = talk((await counter.staff('Noi')).staff.customerId);
    const { id } = await counter.campaign({
      terms: { kind: 'percent', percentBasisPoints: 2000, minimumMinor: 10_000, weekdays: [1, 2, 3, 4, 5] },
    });
    const { code, token } = await counter.claim(id, await counter.person('Mali'));
    const first = await noi(spellCode(code).toLowerCase().replaceAll('-', ' '));
    expect(first).toMatchInlineSnapshot(`
      {
        "buttons": [
          {
            "label": "Cancel",
            "says": "/cancel",
          },
        ],
        "text": "20% off · for M***
      ✓ Not used yet
      ✓ Valid through 23 December
      ✓ Good today
      ✗ Good from an order of NT$100. What is the order amount? Send it, such as 158.",
        "title": "Latte",
      }
    `);
    const short = await noi('99');
    expect(short.text).toContain('✗ It needs an order of NT$100; this one is NT$99. NT$1 more to go.');
    const card = await noi(`/v ${code} 158`);
    expect(card).toMatchObject({ buttons: [{ label: 'Redeem', says: `/redeem ${token} 158` }, { says: '/cancel' }] });
    expect(card.text).toContain('NT$158 − NT$31.60 = NT$126.40 to pay');
    const done = await noi(tap(card));
    expect(done.text).toBe('Done 14:02 · −NT$31.60 · to pay NT$126.40 · +126 points');
    expect(await refusal(noi(tap(card)))).toMatchObject({ code: 'coupon-used' });
    expect((await noi(`/check ${code}`)).text).toContain('✗ This coupon was used on 23 November 14:02, by Noi.');
    expect((await noi('/today')).text).toMatchInlineSnapshot(`
      "By you: 1 redeemed, NT$31.60 off
      In all: 1 redeemed, NT$31.60 off

      Latte: 1 redeemed, NT$31.60 off

      1. 14:02 Latte −NT$31.60, Noi
      Take one back with its number and the reason, such as: /undo 3 entered twice"
    `);
    const undone = await noi(tap(done));
    expect(undone.text).toMatchInlineSnapshot(`
      "Taken back: Latte. The coupon can be used again.
      The discount of NT$31.60 no longer applies.
      126 points were taken back."
    `);
    expect((await noi('/today')).text).toContain('(taken back)');
    expect(await refusal(noi('/undo'))).toMatchObject({ code: 'undo-nothing' });
  });

  it('the next scan counts when an amount was asked for', async () => {
    const noi = talk((await counter.staff('Noi')).staff.customerId);
    const { id } = await counter.campaign({ terms: { kind: 'percent', percentBasisPoints: 2000 } });
    const [mali, ken] = [
      await counter.claim(id, await counter.person('Mali')),
      await counter.claim(id, await counter.person('Ken')),
    ];
    await noi(`/check ${mali.code}`);
    const card = await noi(`https://antler.example/q/${ken.token}`);
    expect(card.text).toContain('for K***');
    await noi(`/redeem ${mali.token}`);
    const other = await noi(`${spellCode(ken.code).replaceAll('-', ' ')} 100`);
    expect(other.text).toContain('−NT$20');
    await noi(`/redeem ${mali.token}`);
    expect(await refusal(noi('much'))).toMatchObject({ code: 'amount-invalid' });
    await noi('/cancel');
    expect((await noi('today')).title, 'what was asked is forgotten').toBe('Today');
  });

  it('a gift is named, in the words of who hands it over', async () => {
    const noi = talk((await counter.staff('Noi')).staff.customerId, 'zh-hant');
    const { id } = await counter.campaign({
      giftStock: 1,
      terms: { kind: 'gift', gift: { en: 'Cookie', 'zh-hant': '餅乾' } },
    });
    const { code } = await counter.claim(id, await counter.person('Mali'));
    expect((await noi(`/check ${code}`)).text).toContain('✓ 最後一份贈品');
    expect((await noi(`/redeem ${code}`)).text).toBe('14:02 核銷完成\n請交給顧客：餅乾');
  });

  it('a manager takes back by code or number, and is asked for the reason', async () => {
    const noi = talk((await counter.staff('Noi')).staff.customerId);
    const boss = talk((await counter.staff('Boss', 'manager')).staff.customerId);
    const { id } = await counter.campaign({ terms: { kind: 'amount', amountMinor: 2000 } });
    const [mali, ken] = [
      await counter.claim(id, await counter.person('Mali')),
      await counter.claim(id, await counter.person('Ken')),
    ];
    await noi(`/redeem ${mali.code} 100`);
    await noi(`/redeem ${ken.code} 100`);
    const card = await boss(`/check ${mali.code}`);
    expect(card.buttons).toMatchObject([{ label: 'Undo' }]);
    expect((await boss(tap(card))).text).toBe('Why is it taken back? Send the reason.');
    expect((await boss('wrong order')).text).toContain('Taken back: Latte.');
    const [, number] = [...(await boss('/today')).text.matchAll(/^(\d+)\. 14:02 Latte −NT\$20, Noi$/gm)].at(-1)!;
    expect((await boss(`/undo ${number} guest left`)).text).toContain('The discount of NT$20 no longer applies.');
    const reasons = await counter.database.query(
      'select undo_reason from redemption where undo_reason is not null order by undo_reason',
    );
    expect(reasons).toEqual([{ undo_reason: 'guest left' }, { undo_reason: 'wrong order' }]);
    expect(await refusal(boss('/undo 9999 x'))).toMatchObject({ code: 'undo-unknown' });
    expect(await refusal(boss(`/undo ${ken.code} x`))).toMatchObject({ code: 'undo-done' });
  });

  it('a wrong code to take back is a guess like any other, and pauses after five', async () => {
    const by = await counter.staff('Noi');
    const noi = talk(by.staff.customerId);
    const nobodys = () => spellCode(counter.shop.codes.codeOf(randomUUID()));
    for (const left of [4, 3]) {
      expect(await guess(noi(`/undo ${nobodys()} wrong table`))).toMatchObject({
        code: 'code-unknown',
        facts: { left },
      });
    }
    expect(await guess(noi(`/check ${nobodys()}`))).toMatchObject({ code: 'code-unknown', facts: { left: 2 } });
    expect(await guess(noi(`/undo ${nobodys()}`))).toMatchObject({ facts: { left: 1 } });
    expect(await guess(noi(`/undo ${nobodys()}`))).toMatchObject({ code: 'staff-paused' });
    const { id } = await counter.campaign({ terms: { kind: 'amount', amountMinor: 2000 } });
    const { code } = await counter.claim(id, await counter.person('Mali'));
    expect(await guess(noi(`/undo ${code}`))).toMatchObject({ code: 'staff-paused' });
    const ploy = talk((await counter.staff('Ploy', 'marketer')).staff.customerId);
    expect(await refusal(ploy(`/undo ${nobodys()}`)), 'nor is it looked up for others').toMatchObject({
      code: 'not-allowed',
    });
  });

  it('a code with a typing error is no reason to take the last one back', async () => {
    const noi = talk((await counter.staff('Noi')).staff.customerId);
    const { id } = await counter.campaign({ terms: { kind: 'amount', amountMinor: 2000 } });
    const { code } = await counter.claim(id, await counter.person('Mali'));
    await noi(`/redeem ${code} 100`);
    const typo = `${code.slice(0, -1)}${code.endsWith('7') ? '8' : '7'}`;
    expect(await refusal(noi(`/undo ${spellCode(typo)}`))).toMatchObject({ code: 'code-typo' });
    expect((await noi('/undo wrong customer')).text).toContain('Taken back: Latte.');
  });

  it('a clerk redeems no coupon of her own; a manager may be alone in the shop', async () => {
    const { id } = await counter.campaign({ terms: { kind: 'amount', amountMinor: 2000 } });
    const mok = talk((await counter.staff('Mok')).staff.customerId);
    for (const [role, may] of [
      ['clerk', false],
      ['manager', true],
      ['owner', true],
    ] as const) {
      const { id: staffId, customerId } = (await counter.staff('Noi', role)).staff;
      const noi = talk(customerId);
      const { code } = await counter.claim(id, customerId);
      if (may) {
        expect((await noi(`/redeem ${code} 100`)).text).toContain('to pay NT$80');
        await counter.database.query('update staff set ended_at = now() where id = $1', [staffId]);
        continue;
      }
      const card = await noi(`/check ${code} 100`);
      expect(card.text).toContain('✗ This is your own coupon. Another member of staff must redeem it.');
      expect(card.buttons).toEqual([]);
      expect(await refusal(noi(`/redeem ${code} 100`))).toMatchObject({ code: 'coupon-own' });
      expect((await mok(`/redeem ${code} 100`)).text).toContain('to pay NT$80');
    }
  });

  it('customers are told kindly that it is not for them', async () => {
    const mali = talk(await counter.person('Mali'));
    for (const line of ['/check 8F2K', '/redeem', '/undo', '/today', '/store', '/invite', '/staff']) {
      expect(await refusal(mali(line))).toMatchObject({ code: 'staff-only' });
    }
  });
});

describe('The team', () => {
  it('is invited, joins, chooses a store and is ended by the words alone', async () => {
    const somchai = talk((await counter.staff('Somchai', 'owner')).staff.customerId);
    const ken = talk(await counter.person('Ken'));
    await somchai('/store new Station');
    const alone = await somchai('/invite clerk');
    expect(alone.text).toContain('Invitation as a clerk, for one person, until 24 November 14:02');
    await somchai('/store new Harbour');
    const role = await somchai('/invite');
    const which = await somchai(tap(role, 0));
    expect(which.buttons!.map(({ label }) => label)).toEqual(['All stores', 'Harbour', 'Station']);
    const invitation = await somchai(tap(which, 0));
    const [, secret] = /\/join (\w{10})/.exec(invitation.text)!;
    await ken('/join');
    const joined = await ken(secret!.toLowerCase());
    expect(joined.text).toContain('Welcome to the team! You work here as a clerk.');
    expect(tap(joined)).toBe('/store');
    const stores = await ken('/store');
    expect((await ken(tap(stores))).text).toBe('You work at Harbour now.');
    expect((await ken('/today')).title).toBe('Today, Harbour');
    const team = await somchai('/staff');
    expect(team.text).toContain('Ken: clerk');
    const end = team.buttons!.findIndex(({ label }) => label === 'End Ken');
    expect((await somchai(tap(team, end))).text).toContain('Ken has no rights here from this moment on');
    expect(await refusal(ken('/today'))).toMatchObject({ code: 'staff-only' });
    expect(team.buttons!.map(({ label }) => label)).not.toContain('End Somchai');
    expect(await refusal(somchai('/invite king'))).toMatchObject({ code: 'role-unknown' });
  });
});
