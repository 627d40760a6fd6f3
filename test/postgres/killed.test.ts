import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { birthOf } from '../../adapters/postgres/processes.ts';
import { temporaryDirectory } from '../support/server.ts';
import { ask, hold } from './hold.ts';

const directory = temporaryDirectory();
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test('killed without warning twenty times in a row, it opens again and has every commit', async () => {
  const servers = new Set<number>();
  for (let round = 1; round <= 20; round += 1) {
    const held = await hold(directory);
    expect(held.refused, held.message).toBeUndefined();
    if (round === 1) await ask(held.open!, 'create table commits (round int)');
    await ask(held.open!, `insert into commits values (${round})`);
    servers.add(held.server);
    await held.kill();
  }
  const last = await hold(directory);
  const [row] = await ask(last.open!, 'select count(*)::int as commits from commits');
  expect(row).toEqual({ commits: 20 });
  await last.stop();
  expect([...servers, last.server].filter((pid) => birthOf(pid) !== undefined)).toEqual([]);
}, 120_000);

test('a second process is refused in plain words, unless it only wants to share', async () => {
  const owner = await hold(directory);
  const second = await hold(directory);
  expect(second.refused).toBe('data-dir-in-use');
  expect(second.message).toContain(`process ${owner.process.pid}`);
  expect(second.remedy).toMatch(/Stop it/);
  const guest = await hold(directory, true);
  expect([guest.owned, guest.server]).toEqual([false, owner.server]);
  await guest.stop();
  expect(await ask(owner.open!, 'select 1 as one')).toEqual([{ one: 1 }]);
  await owner.stop();
});

test('the server comes back by itself after it was killed', async () => {
  const held = await hold(directory);
  await ask(held.open!, 'insert into commits values (0)');
  process.kill(held.server, 'SIGKILL');
  for (const end = performance.now() + 15_000; ; ) {
    await sleep(200);
    const rows = await ask(held.open!, 'select count(*)::int as zeros from commits where round = 0').catch(
      () => undefined,
    );
    if (rows) {
      expect(rows).toEqual([{ zeros: 1 }]);
      break;
    }
    expect(performance.now()).toBeLessThan(end);
  }
  await held.stop();
});

test('killed together with a server that is busy, it opens again at once', async () => {
  const held = await hold(directory);
  const busy = ask(held.open!, 'select sum(a) from generate_series(1, 1000000000) a').catch(() => 'cut off');
  await sleep(300);
  process.kill(held.server, 'SIGKILL');
  await held.kill();
  const again = await hold(directory);
  expect(again.refused, again.message).toBeUndefined();
  expect(await busy).toBe('cut off');
  await again.stop();
}, 30_000);

test('of several that start at once after a kill, one opens', async () => {
  const held = await hold(directory);
  await held.kill();
  const tries = await Promise.all([1, 2, 3, 4].map(() => hold(directory)));
  const winners = tries.filter((one) => one.open);
  expect(winners).toHaveLength(1);
  expect(tries.filter((one) => one.refused).map((one) => one.refused)).toEqual(Array(3).fill('data-dir-in-use'));
  await winners[0]?.stop();
}, 30_000);
