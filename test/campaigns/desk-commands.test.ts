import { afterAll, describe, expect, it } from 'vitest';
import { languages } from '../../src/words/index.ts';
import { openDesk, tap } from './desk.ts';

const desk = await openDesk();
afterAll(() => desk.end());
const now = async (ref: string) => (await desk.rows('select * from campaign where ref = $1', [ref]))[0]!;

describe('The list of campaigns', () => {
  it('says how each stands, page by page, and opens one', async () => {
    const ploy = await desk.staff('Ploy', 'marketer');
    expect((await ploy.say('/campaigns'))[0]).toMatchObject({
      text: 'There is no campaign yet.',
      buttons: [{ says: '/new' }],
    });
    for (let n = 1; n <= 7; n++) {
      desk.pass(1000);
      const stock = n === 7 ? { stock: 1 } : {};
      await desk.campaign({ ref: `LATTE${n}`, ...stock, terms: { name: { en: `Latte ${n}` } } });
    }
    await desk.claim(await desk.customer('Mali'), 'LATTE7');
    const first = await ploy.say('/campaigns');
    expect(first[0]!.text).toContain('Latte 7 (LATTE7), all gone\n1 of 1 claimed, 0 redeemed');
    expect(first[0]!.text).toContain('Latte 2 (LATTE2), live\n0 claimed, 0 redeemed');
    expect(first[0]!.text).toContain('Page 1 of 2');
    const second = await ploy.say(tap(first, 'More'));
    expect(second[0]!.text).toContain('LATTE1');
    expect(tap(second, 'Back')).toBe('/campaigns 1');
    const [one] = await ploy.say(tap(first, 'Latte 2'));
    expect(one!.buttons!.map((button) => button.label)).toEqual([
      'Results',
      'Tell people',
      'Change…',
      'Stop claiming',
      'Revoke issued',
    ]);
  });

  it('shows managers figures, and no way to change anything', async () => {
    const manager = await desk.staff('Mei', 'manager');
    const [one] = await manager.say('/campaigns LATTE2');
    expect(one!.buttons!.map((button) => button.label)).toEqual(['Results']);
    for (const line of ['stop', 'stop yes', 'revoke because x', 'change stock 5', 'resume']) {
      expect((await manager.say(`/campaigns LATTE2 ${line}`))[0]!.text).toContain('Your role may not do that');
    }
    expect((await now('LATTE2')).version).toBe(1);
    const clerk = await desk.staff('Noi', 'clerk');
    expect((await clerk.say('/campaigns'))[0]!.text).toContain('Your role may not do that');
    expect((await (await desk.customer('Ken')).say('/campaigns LATTE2'))[0]!.text).toContain('This is for the staff');
    expect((await manager.say('/campaigns NOWHERE'))[0]!.text).toContain('There is no such campaign');
  });
});

describe('Changing a campaign in the chat', () => {
  it('is a tap and a line, or one typed line', async () => {
    const ploy = await desk.staff('Ploy', 'marketer');
    const { ref } = await desk.campaign({ stock: 10 });
    const menu = await ploy.say(tap(await ploy.say(`/campaigns ${ref}`), 'Change…'));
    const [asks] = await ploy.say(tap(menu, 'Stock'));
    expect(asks!.text).toContain('So far: 10');
    expect((await ploy.say('a lot'))[0]!.text).toContain('It has to be a whole number, 1 or more.');
    expect((await ploy.say('500'))[0]!.text).toContain('Changed.');
    for (const line of ['value 25', 'until 2027-12-31', 'minimum 100', 'name Flat white', 'person 2', 'days Mon-Fri']) {
      expect((await ploy.say(`/campaigns ${ref} change ${line}`))[0]!.text, line).toContain('Changed.');
    }
    expect(await now(ref)).toMatchObject({
      stock: 500,
      per_customer: 2,
      claim_until: new Date('2027-12-31T16:00:00Z'),
      version: 8,
    });
    const [card] = await ploy.say(`/campaigns ${ref} change value 25`);
    expect(card!.title).toBe('Flat white');
    expect(card!.text).toContain('It was like that already.');
    expect(card!.text).toContain('These are the terms of version 5.');
    expect(card!.text).toMatch(/from an order of \S*100/);
    await ploy.say(`/campaigns ${ref} change until none`);
    expect((await now(ref)).claim_until).toBeNull();
  });

  it('asks again after a limit below what is claimed', async () => {
    const ploy = await desk.staff('Ploy', 'marketer');
    const { ref } = await desk.campaign({ stock: 10 });
    for (const name of ['Ann', 'Bo']) await desk.claim(await desk.customer(name), ref);
    await ploy.say(`/campaigns ${ref} change stock`);
    expect((await ploy.say('1'))[0]!.text).toContain('Set it to 2 or more');
    expect((await ploy.say('2'))[0]!.text).toContain('all gone');
  });

  it('keeps a percentage capped while there is a budget, and offers only what applies', async () => {
    const ploy = await desk.staff('Ploy', 'marketer');
    const { ref } = await desk.campaign({
      budgetMinor: 100_000,
      terms: { kind: 'percent', percentBasisPoints: 2000, capMinor: 5000 },
    });
    expect((await ploy.say(`/campaigns ${ref} change cap none`))[0]!.text).toContain(
      'beside a money limit it cannot be left out',
    );
    expect(await now(ref)).toMatchObject({ budget_minor: '100000', version: 1 });
    const [menu] = await ploy.say(`/campaigns ${ref} change kind gift`);
    expect(menu!.text).toBe('That cannot be changed here. Choose:');
    expect(menu!.buttons!.map((button) => button.label)).not.toContain('Gifts');
  });
});

describe.each(languages)('Stopping and revoking in %s', (language) => {
  it('are two acts, each with a confirmation of its own', async () => {
    const ploy = await desk.staff('Ploy', 'marketer', language);
    const { marketing: m, chat } = desk.shop.words(language);
    const { ref } = await desk.campaign();
    const mali = await desk.customer('Mali');
    await desk.claim(mali, ref);
    const open = async () => {
      const sql = `select count(*)::int as n from coupon c join campaign g on g.id = c.campaign_id where ref = $1 and c.state = 'issued'`;
      return (await desk.rows(sql, [ref]))[0]!.n;
    };

    const confirm = await ploy.say(tap(await ploy.say(`/campaigns ${ref}`), m.stop()));
    expect((await now(ref)).state).toBe('live');
    await ploy.say(tap(confirm, chat.cancel()));
    const [stopped] = await ploy.say(tap(confirm, m.yesStop()));
    expect(stopped!.text).toBe(m.stopped('Latte', 1));
    expect([(await now(ref)).state, await open()]).toEqual(['stopped', 1]);

    const card = await ploy.say(`/campaigns ${ref}`);
    const sure = await ploy.say(tap(card, m.revoke()));
    expect(sure[0]!.text).toBe(m.confirmRevoke('Latte', 1));
    const [why] = await ploy.say(tap(sure, m.yesRevoke(1)));
    expect([why!.text, await open()]).toEqual([m.askReason(), 1]);
    const [done] = await ploy.say('misprint');
    expect([done!.text, await open()]).toEqual([m.revoked(1), 0]);
    expect((await ploy.say(`/campaigns ${ref} revoke`))[0]!.text).toBe(m.nothingToRevoke('Latte'));
    await ploy.say(tap(card, m.resume()));
    expect((await now(ref)).state).toBe('live');
    const [again] = await ploy.say(tap(confirm, m.yesStop()));
    expect(again!.text).toBe(m.stopped('Latte', 0));
  });
});
