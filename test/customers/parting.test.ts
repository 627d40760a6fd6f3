import { afterAll, expect, it } from 'vitest';
import { keepPhone } from '../../src/customers/keep-phone.ts';
import { setBirthday } from '../../src/customers/set-birthday.ts';
import { setName } from '../../src/customers/set-name.ts';
import { joinCustomers } from '../../src/links/join-customers.ts';
import { linkRef, partCustomers } from '../../src/links/part-customers.ts';
import { openCounter } from '../coupons/counter.ts';

const counter = await openCounter(2);
const { run, database, operator } = counter;
afterAll(() => counter.close());

/** Somebody without a name of their own, and somebody with everything, who joined later. */
async function two() {
  const kept = await counter.person('');
  await database.query('update customer set name = null where id = $1', [kept]);
  counter.later(1000);
  const joined = await counter.person('Mali');
  await run(async (tx) => setBirthday(tx, await counter.named(joined), { mmdd: 315, year: 1990 }));
  await database.query(`update customer set zone = 'Asia/Tokyo', zone_chosen = true where id = $1`, [joined]);
  return { kept, joined };
}
const own = async (id: string) => {
  const { name, zone, zoneChosen, birthMmdd, birthYear, birthdaySetAt } = await counter.named(id);
  return { name, zone, zoneChosen, birthMmdd, birthYear, birthdaySetAt };
};

it('Parting gives the one who was kept back what they were without the other: no name, zone or birthday of theirs', async () => {
  const { kept, joined } = await two();
  const before = [await own(kept), await own(joined)];
  const { linkId, keptId } = await run((tx) => joinCustomers(tx, kept, joined));
  expect(keptId).toBe(kept);
  expect(await own(kept)).toMatchObject({ name: 'Mali', zone: 'Asia/Tokyo', birthMmdd: 315 });
  await run((tx) => partCustomers(tx, operator, linkRef(linkId)));
  expect([await own(kept), await own(joined)]).toEqual(before);
});

it('What somebody has said of themselves since a link stays theirs when it is undone', async () => {
  const { kept, joined } = await two();
  const { linkId } = await run((tx) => joinCustomers(tx, kept, joined));
  await run(async (tx) => setName(tx, await counter.named(kept), 'Mali Chai'));
  await run((tx) => partCustomers(tx, operator, linkRef(linkId)));
  expect(await own(kept)).toMatchObject({ name: 'Mali Chai', zone: null, birthMmdd: null });
});

it('A number that one account has proven is proven again by the other without a quarrel, and stays where it was', async () => {
  const { kept, joined } = await two();
  await run(async (tx) => keepPhone(tx, await counter.named(joined), '+886 912 000 001'));
  const { linkId } = await run((tx) => joinCustomers(tx, kept, joined));
  await run(async (tx) => keepPhone(tx, await counter.named(kept), '+886 912 000 001'));
  await run((tx) => partCustomers(tx, operator, linkRef(linkId)));
  expect((await counter.named(joined)).phoneIndex).not.toBeNull();
  expect((await counter.named(kept)).phoneIndex).toBeNull();
});
