import { join } from 'node:path';
import { type Hand, pause, startHand, startHands } from '../lib/crew.ts';
import { openGround } from '../lib/ground.ts';
import { openHistory } from '../lib/history.ts';
import { hire, joinPeople, publish } from '../lib/people.ts';
import type { Findings, Proof, Yard } from '../lib/proof.ts';
import { type Attack, attackDatabase } from './attack.ts';
import { check } from './check.ts';
import { type Line, live } from './live.ts';

interface Size {
  seconds: number;
  lanes: number;
  processes: number;
  /** Mean time between two kills of a process, and of the database; 0 for none. */
  processEvery: number;
  databaseEvery: number;
  early?: boolean;
  lazy?: boolean;
  attacks?: Attack[];
}

/** Claims, redemptions and undos while processes and the database are killed at random. */
export const crash: Proof = {
  name: 'crash',
  run: (yard) =>
    kill(
      yard,
      yard.short
        ? { seconds: 8, lanes: 16, processes: 2, processEvery: 2_500, databaseEvery: 3_500 }
        : { seconds: 90, lanes: 48, processes: 3, processEvery: 3_000, databaseEvery: 6_000 },
    ),
  plants: [
    {
      fault: 'claims are acknowledged early',
      run: (yard) =>
        kill(yard, { seconds: 6, lanes: 24, processes: 2, processEvery: 700, databaseEvery: 0, early: true }),
    },
    {
      fault: 'commits do not wait for the disk',
      run: (yard) =>
        kill(yard, {
          seconds: 6,
          lanes: 24,
          processes: 2,
          processEvery: 0,
          databaseEvery: 2_000,
          lazy: true,
          attacks: ['everything'],
        }),
    },
  ],
};

async function kill(yard: Yard, size: Size): Promise<Findings> {
  const { chance, folder } = yard;
  const ground = await openGround();
  try {
    const plot = await ground.plot();
    if (size.lazy) await plot.rows(`alter database ${plot.connection.database} set synchronous_commit = off`);
    const lives = size.seconds * 300;
    await joinPeople(plot, lives, 'p');
    await hire(plot, await joinPeople(plot, size.lanes, 'clerk'));
    const campaign = await publish(plot, { ref: 'LATTE', terms: { amountMinor: 5_000 } });
    const orders = { quiet: true, ...(size.early ? { early: true } : {}) };
    const hands = await startHands(size.processes, plot.connection, orders);
    const history = openHistory<Line>(join(folder, 'history'));

    const end = performance.now() + size.seconds * 1000;
    const over = () => performance.now() > end;
    const kills = { process: 0, database: 0, slowest: 0 };
    const killProcesses = async () => {
      for (let n = 0; !over(); ) {
        await pause(size.processEvery * (0.5 + chance.next()));
        if (over()) return;
        const at = n++ % hands.length;
        hands[at]!.kill();
        kills.process++;
        yard.say(`${now(size, end)} kills process ${at + 1}`);
        // A process that is started while the database is away ends again; whoever started it tries again.
        while (!hands[at]!.alive) {
          const started = await startHand(plot.connection, orders).catch(() => undefined);
          if (started) hands[at] = started;
        }
      }
    };
    const killDatabase = async () => {
      while (!over()) {
        await pause(size.databaseEvery * (0.5 + chance.next()));
        if (over()) return;
        const attack = chance.one<Attack>(size.attacks ?? ['postmaster', 'everything', 'immediate']);
        yard.say(`${now(size, end)} kills the database: ${attack}`);
        const began = performance.now();
        await attackDatabase(ground, attack);
        kills.slowest = Math.max(kills.slowest, performance.now() - began);
        kills.database++;
      }
    };
    let next = 1;
    const hand = (): Hand => chance.one(hands.filter(({ alive }) => alive)) ?? hands[0]!;
    const person = () => (next <= lives ? `p${next++}` : undefined);
    await Promise.all([
      ...(size.processEvery ? [killProcesses()] : []),
      ...(size.databaseEvery ? [killDatabase()] : []),
      ...Array.from({ length: size.lanes }, (_, n) =>
        live({ chance, history, hand, over, person, clerk: `clerk${n + 1}` }),
      ),
    ]);
    if (size.early) await pause(500);
    await Promise.all(hands.map((one) => one.close()));
    const found = await check(plot, campaign, history.read());
    history.close();
    await plot.pool.end();
    const figure = `${kills.process} processes and ${kills.database} times PostgreSQL killed in ${size.seconds} s (back within ${(kills.slowest / 1000).toFixed(1)} s): ${found.figure}`;
    return { ...found, figure };
  } finally {
    await ground.close();
  }
}

const now = (size: Size, end: number) => `${(size.seconds - (end - performance.now()) / 1000).toFixed(1)} s`;
