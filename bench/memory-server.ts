import { readConfig } from '../src/config.ts';
import type { Connection } from '../src/database.ts';
import { openApp } from '../src/main/open-app.ts';
import { APP_KEY, clockAt } from './ground.ts';

/** What the process is to do. */
export interface Errand {
  connection: Connection;
  shift: number;
  ref: string;
  people: number;
  quietMs: number;
}

/** Bytes. */
export interface Weighed {
  start: number;
  most: number;
  after: number;
  heap: number;
}

const CALLERS = 512;
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

process.once('message', (errand: Errand) => void work(errand));

async function work({ connection, shift, ref, people, quietMs }: Errand): Promise<void> {
  const config = readConfig({ BRAND_TIME_ZONE: 'Asia/Taipei' }, '/nowhere/.env');
  const { hear, close } = await openApp(config, APP_KEY, connection, quiet, clockAt(shift));
  await pause(quietMs / 4);
  const start = process.memoryUsage.rss();
  let most = start;
  let at = 0;
  await Promise.all(
    Array.from({ length: CALLERS }, async () => {
      while (at < people) {
        const from = `U${(at++).toString(16).padStart(32, '0')}`;
        const heard = await hear({ id: `memory-${from}`, channel: 'line', from, text: `/claim ${ref}` });
        if (!heard.messages[0]?.code) throw new Error('somebody got no coupon');
        await heard.answered();
        if (at % 1_000 === 0) most = Math.max(most, process.memoryUsage.rss());
      }
    }),
  );
  await pause(quietMs);
  const after = process.memoryUsage.rss();
  const heap = process.memoryUsage().heapUsed;
  await close();
  const weighed: Weighed = { start, most, after, heap };
  process.send!(weighed, undefined, undefined, () => process.disconnect());
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
