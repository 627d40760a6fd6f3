import { expect, test } from 'vitest';
import { openNap } from '../../src/outbox/nap.ts';

test('whoever sleeps wakes in time, or together with the others when somebody wakes them, and knows which', async () => {
  const nap = openNap();
  expect(await nap.sleep(1)).toBe(true);
  const both = Promise.all([nap.sleep(60_000), nap.sleep(60_000)]);
  nap.wake();
  expect(await both).toEqual([false, false]);
  // Nobody is awake in advance.
  expect(await nap.sleep(1)).toBe(true);
});
