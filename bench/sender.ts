import { openTelegram } from '../adapters/telegram/index.ts';
import { expandBroadcast } from '../src/broadcasts/expand-broadcast.ts';
import { houseFor } from '../src/house.ts';
import { runSender } from '../src/outbox/run-sender.ts';
import { startTelegram } from '../test/phones/telegram.ts';
import { waitingBroadcast } from './broadcast.ts';
import type { Bench, Told } from './figure.ts';
import { type Ground, openGround } from './ground.ts';
import { brief } from './measure.ts';

// What Telegram allows a bot: the fake refuses the message above it within any second.
const PLATFORM = 30;

export const sender: Bench = {
  name: 'sender',
  about: 'A broadcast on Telegram, one person at a time, at the pace the platform allows',
  async run({ short }) {
    const ground = await openGround();
    const telegram = await startTelegram({
      token: '1001:the_token_of_the_bench',
      counting: true,
      strangers: 'accept',
      limitPerSecond: PLATFORM,
    });
    try {
      return await measure(ground, telegram, short ? 45 : 600);
    } finally {
      await telegram.close();
      await ground.end();
    }
  },
};

async function measure(
  ground: Ground,
  telegram: Awaited<ReturnType<typeof startTelegram>>,
  people: number,
): Promise<Told[]> {
  const { app } = ground;
  await ground.people(people, 'telegram');
  await app.pool.query(`update identity set address = (1000 + id)::text where channel = 'telegram'`);
  const { token, apiRoot } = telegram;
  const channel = openTelegram(
    { token, apiRoot, mode: 'polling', webhookSecret: 'secret-of-the-bench' },
    houseFor(app, ground.hear, 'telegram'),
  );
  app.channels.set('telegram', channel);
  await app.pool.query(`insert into setting values ('marketing.holdout_percent', '0')`);
  await expandBroadcast(app, await waitingBroadcast(ground));
  const running = runSender(app, channel);
  // The ends are left out: the first and the last messages say nothing of a pace.
  const from = await reached(telegram, 5);
  const until = await reached(telegram, people);
  await running.close();
  await channel.close();
  const pace = ((people - 5) * 1000) / (until - from);
  const refused = telegram.refused.filter(({ status }) => status === 429).length;
  const copies = [...telegram.counts.spread().entries()].map(([n, of]) => `${of} people ${n} time`).join(', ');
  return [
    {
      name: "sender: achieved pace ÷ platform's pace",
      value: pace / PLATFORM,
      unit: '×',
      better: 'higher',
      floor: 0.9,
      goal: 0.99,
      reference: `a platform that refuses more than ${PLATFORM} messages in any second`,
      detail: `${brief(pace)} messages/s; ${copies}; at most ${telegram.busiest()} in a second`,
    },
    {
      name: 'sender: 429 answers',
      value: refused,
      unit: 'answers',
      better: 'lower',
      floor: 0,
      goal: 0,
      reference: 'the same run; a count',
      detail: `${refused} of ${people} calls`,
    },
  ];
}

async function reached(telegram: { counts: { total(): number } }, count: number): Promise<number> {
  const end = performance.now() + 120_000;
  while (telegram.counts.total() < count) {
    if (performance.now() > end) throw new Error(`only ${telegram.counts.total()} of ${count} messages came`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  return performance.now();
}
