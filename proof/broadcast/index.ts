import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Fault, Mishap } from '../../test/phones/faults.ts';
import { pause } from '../lib/crew.ts';
import type { Plot } from '../lib/ground.ts';
import { openHistory } from '../lib/history.ts';
import { joinPeople, publish } from '../lib/people.ts';
import type { Findings, Proof, Yard } from '../lib/proof.ts';
import { type Meddling, openProxy } from '../lib/proxy.ts';
import { prepareShop, type Shop } from '../lib/shop.ts';
import { check, type Line } from './check.ts';

interface Size {
  line: number;
  telegram: number;
  /** The sender is killed when so much of it is said, by shares of both platforms. */
  killsAt: { platform: 'line' | 'telegram'; share: number }[];
  /** Leases of the dead are ended by hand instead of waited for. */
  hasty: boolean;
  lineMeddling?: Meddling;
  telegramMeddling?: Meddling;
}

/** What a server may hold of memory, however many people are told; and against what it held after a tenth of them. */
const MOST_MEGABYTES = 512;
const MOST_GROWTH = 1.5;
const MOST_MS = 600_000;

/** A broadcast on both platforms, with every fault they have, while its sender is killed. */
export const broadcast: Proof = {
  name: 'broadcast',
  async run(yard) {
    const size: Size = yard.short
      ? { line: 1_500, telegram: 80, hasty: true, killsAt: [{ platform: 'telegram', share: 0.4 }] }
      : {
          line: 1_000_000,
          telegram: 1_200,
          hasty: false,
          killsAt: [
            { platform: 'line', share: 0.3 },
            { platform: 'telegram', share: 0.4 },
            { platform: 'telegram', share: 0.7 },
          ],
        };
    return tell(yard, size);
  },
  plants: [
    {
      fault: 'LINE gets a fresh retry key on each try',
      run: (yard) =>
        tell(yard, {
          line: 1_500,
          telegram: 10,
          hasty: true,
          killsAt: [],
          lineMeddling: {
            headers: (headers) =>
              'x-line-retry-key' in headers ? { ...headers, 'x-line-retry-key': randomUUID() } : headers,
          },
        }),
    },
    {
      fault: 'Telegram is told again after a broken connection',
      run: (yard) =>
        tell(yard, { line: 10, telegram: 150, hasty: true, killsAt: [], telegramMeddling: { insists: true } }),
    },
  ],
};

async function tell(yard: Yard, size: Size): Promise<Findings> {
  const { chance, folder } = yard;
  const plot = await yard.ground.plot();
  const people = await invite(plot, size);
  // Everybody is told, so that each message can be looked for.
  await plot.rows(`insert into setting values ('marketing.holdout_percent', '0')`);
  const campaign = await publish(plot, { ref: 'LATTE', terms: { amountMinor: 5_000 } });
  const shop = await prepareShop({
    plot,
    folder,
    line: { counting: true, seed: chance.seed },
    telegram: { counting: true, seed: chance.seed },
    settings: { BRAND_TIME_ZONE: zonesOfTheDay()[0]! },
    async between(line, telegram) {
      // Slow enough to be killed in the middle.
      const slow = (path: string) => (path.includes('multicast') ? (yard.short ? 300 : 100) : 0);
      const first = await openProxy(line.apiBase, { delayMs: slow, ...size.lineMeddling });
      const second = await openProxy(telegram.apiRoot, { ...size.telegramMeddling });
      const close = async () => void (await Promise.all([first.close(), second.close()]));
      return { line: first.url, telegram: second.url, close };
    },
  });
  const history = openHistory<Line>(join(folder, 'history'));
  try {
    const injected = plan(shop, history, yard.short);
    await shop.open();
    const [row] = await plot.rows<{ id: string }>(
      `insert into broadcast (campaign_id, state, send_at, created_at) values ($1, 'waiting', now(), now()) returning id`,
      [campaign],
    );
    const began = performance.now();
    const { early, peak } = await untilOver(shop, plot, row!.id, size, yard);
    const seconds = (performance.now() - began) / 1000;
    history.write({ at: 'kills', count: size.killsAt.length });
    const found = await check(plot, shop, row!.id, people, history.read());
    if (peak > MOST_MEGABYTES) found.problems.push(`the server held ${peak.toFixed(0)} MB`);
    const grown = `${early.toFixed(0)} MB until a tenth of LINE was told, ${peak.toFixed(0)} MB in all`;
    // The short form is over before a server has warmed up.
    if (!yard.short && peak > MOST_GROWTH * early) found.problems.push(`the server's memory is not flat: ${grown}`);
    const faults = `the server held at most ${grown}; ${injected.line} faults of LINE, ${injected.telegram} of Telegram, sender killed ${size.killsAt.length} times, ${seconds.toFixed(0)} s`;
    return { ...found, figure: `${faults}: ${found.figure}` };
  } finally {
    history.close();
    await shop.close();
    await plot.drop();
  }
}

/** Waits for the end, killing on the way; gives the most memory that the server held, and held while a tenth was told. */
async function untilOver(
  shop: Shop,
  plot: Plot,
  id: string,
  size: Size,
  yard: Yard,
): Promise<{ early: number; peak: number }> {
  const kills = [...size.killsAt];
  let [early, peak] = [0, 0];
  const end = performance.now() + MOST_MS;
  for (;;) {
    const now = shop.megabytes();
    peak = Math.max(peak, now);
    if (shop.line.counts.total() <= size.line / 10) early = Math.max(early, now);
    const [next] = kills;
    if (next && shop[next.platform].counts.total() >= size[next.platform] * next.share) {
      kills.shift();
      shop.kill();
      yard.say(
        `kills the sender after ${shop.line.counts.total()} on LINE and ${shop.telegram.counts.total()} on Telegram`,
      );
      if (size.hasty) {
        // What was on its way arrives first, as it would within the time of a lease.
        await pause(500);
        await plot.rows(`update sender set lease_until = '-infinity'`);
        await plot.rows(`update broadcast_chunk set lease_until = '-infinity' where lease_until is not null`);
      }
      await shop.open();
    }
    const over = await plot.rows('select 1 from broadcast where id = $1 and finished_at is not null', [id]);
    if (over.length > 0) return { early, peak };
    if (performance.now() > end) throw new Error('the broadcast did not end within ten minutes');
    await pause(100);
  }
}

async function invite(plot: Plot, { line, telegram }: Size) {
  await joinPeople(plot, line, 'p', 'line');
  await plot.rows(`update identity set address = 'U' || md5(address) where channel = 'line'`);
  // Each language and zone is a call of its own.
  await plot.rows(
    `update customer set language = (array['en', 'zh-hant', 'zh-hans'])[1 + substr(name, 2)::int % 3],
       zone = ($1::text[])[1 + (substr(name, 2)::int / 3) % $2::int]`,
    [zonesOfTheDay(), zonesOfTheDay().length],
  );
  await joinPeople(plot, telegram, '100', 'telegram');
  return plot.rows<{ id: string; channel: 'line' | 'telegram'; address: string }>(
    'select id, channel, address from identity',
  );
}

/** Plans faults, and writes each down as it strikes; `ambiguous` ones leave the sender without knowing. */
function plan(shop: Shop, history: { write(line: Line): void }, short: boolean) {
  const injected = { line: 0, telegram: 0 };
  const fault = (
    platform: 'line' | 'telegram',
    mishap: Mishap,
    rate: number,
    ambiguous = false,
    more: Partial<Fault> = {},
  ) => {
    const on = platform === 'line' ? 'multicast' : 'sendMessage';
    const struck: Fault = {
      on,
      rate,
      ...more,
      // The phones look at this as the fault strikes.
      get status() {
        injected[platform]++;
        history.write({ at: 'fault', platform, mishap: String(mishap), ambiguous });
        return mishap;
      },
    };
    shop[platform].fault(struck);
  };
  // So few that hardly any chunk meets four of them, after which it would rest for minutes.
  const few = short ? 1 : 6;
  fault('line', 429, 0.05, false, { times: few });
  fault('line', 500, 0.05, false, { times: few });
  fault('line', 'reset-after-accept', short ? 0.3 : 0.08, true, { times: 2 * few });
  fault('line', 'fail-after-accept', 0.05, true, { times: few });
  fault('line', 'reset-before', 0.05, true, { times: few });
  fault('telegram', 429, 0.005, false, { retryAfter: 1, times: few });
  fault('telegram', 500, 0.02, true, { times: 2 * few });
  fault('telegram', 'fail-after-accept', 0.02, true, { times: few });
  fault('telegram', 502, 0.01, true, { times: few });
  fault('telegram', 'reset-after-accept', short ? 0.05 : 0.01, true, { times: 4 * few });
  fault('telegram', 'reset-before', 0.01, true, { times: few });
  return injected;
}

/** Zones where it is day now, noon first: nobody is told at night. */
function zonesOfTheDay(): string[] {
  const hour = new Date(performance.timeOrigin + performance.now()).getUTCHours();
  return [12, 10, 11, 13, 14, 15, 16, 17]
    .map((local) => local - hour)
    .filter((ahead) => ahead >= -12 && ahead <= 14)
    .map((ahead) => (ahead === 0 ? 'UTC' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`));
}
