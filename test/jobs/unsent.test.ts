import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openHear } from '../../src/chat/hear.ts';
import { houseFor } from '../../src/house.ts';
import { hearWaitingEvents } from '../../src/outbox/hear-waiting-events.ts';
import { type House, openHouse } from '../outbox/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
beforeEach(() => house.pool.query('truncate customer, delivery, inbox_event, inbox_waiting cascade'));
afterAll(() => house.end());

const hears = () => openHear(house, { claim: async () => undefined });
const said = (id: string, from: string, text: string, message?: string) => ({
  id,
  channel: 'line',
  from,
  text,
  ...(message && { message }),
});
const languages = async () =>
  Object.fromEntries(
    (
      await house.rows<{ address: string; language: string }>(
        'select address, c.language from identity i join customer c on c.id = i.customer_id',
      )
    ).map(({ address, language }) => [address, language]),
  );

test('what waits to be heard is not heard any more once its author took it back', async () => {
  const hear = hears();
  const { keep } = houseFor(house, hear, 'line');
  await keep(said('e1', 'mali', '/language zh-hant', '101'));
  await keep(said('e2', 'mali', '/language zh-hans', '102'));
  await keep(said('e3', 'noi', '/language zh-hant', '102'));
  await hear(said('e4', 'mali', '/unsend 102'));
  expect(await house.rows('select event_id from inbox_waiting order by 1')).toEqual([
    { event_id: 'e1' },
    { event_id: 'e3' },
  ]);
  house.pass(11_000);
  expect(await hearWaitingEvents(house, hear)).toBe(2);
  expect(await languages()).toEqual({ mali: 'zh-hant', noi: 'zh-hant' });
  expect(await house.rows(`select subject from delivery where subject like '%e2'`)).toEqual([]);
});

test('a process that had it in its hands when it was taken back says and does nothing', async () => {
  const hear = hears();
  const inHands = said('e1', 'mali', '/language zh-hant', '101');
  await houseFor(house, hear, 'line').keep(inHands);
  await hear(said('e2', 'mali', '/unsend 101'));
  expect(await hear(inHands)).toMatchObject({ messages: [], again: true });
  expect(await languages()).toEqual({ mali: 'en' });
});
