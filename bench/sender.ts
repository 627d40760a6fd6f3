import { openTelegram } from '../adapters/telegram/index.ts';
import { expandBroadcast } from '../src/broadcasts/expand-broadcast.ts';
import { houseFor } from '../src/house.ts';
import { runSender } from '../src/outbox/run-sender.ts';
import { type FakeTelegram, startTelegram } from '../test/phones/telegram.ts';
import { waitingBroadcast } from './broadcast.ts';
import type { Bench, Told } from './figure.ts';
import { type Ground, openGround } from './ground.ts';
import { brief } from './measure.ts';
import { measureLine } from './sender-line.ts';
import { reached } from './sender-reached.ts';

// What Telegram allows a bot: the fake refuses the message above it within any second.
const PLATFORM = 30;
// What it allows a bot that pays for each message. Ours does not; here it stands for thirty times as long at its own pace.
const PAID = 1_000;

export const sender: Bench = {
  name: 'sender',
  about: 'Broadcasts at the pace that platforms allow: Telegram one person at a time, LINE to a million people',
  async run({ short, log, found, people = short ? 3_000 : 1_000_000 }) {
    const on = async (of: (ground: Ground) => Promise<Told[]>) => {
      const ground = await openGround();
      try {
        await ground.app.pool.query(`insert into setting values ('marketing.holdout_percent', '0')`);
        for (const figure of await of(ground)) found(figure);
      } finally {
        await ground.end();
      }
    };
    await on((ground) => measureTelegram(ground, { people: short ? 45 : 600, perSecond: PLATFORM }));
    log(
      `Telegram at ${PAID} messages/s, which its adapter does not ask for: a million people at ${PLATFORM} are 9 hours`,
    );
    await on((ground) => measureTelegram(ground, { people: short ? 1_500 : 30_000, perSecond: PAID }));
    log(`LINE: ${brief(people)} people`);
    await on((ground) => measureLine(ground, people));
    return [];
  },
};

interface Size {
  people: number;
  /** Of the platform, and of our sender. */
  perSecond: number;
}

async function measureTelegram(ground: Ground, { people, perSecond }: Size): Promise<Told[]> {
  const telegram = await startTelegram({
    token: '1001:the_token_of_the_bench',
    counting: { size: people, index: (address) => Number(address) - 1001 },
    strangers: 'accept',
    limitPerSecond: perSecond,
  });
  try {
    return await measure(ground, telegram, { people, perSecond });
  } finally {
    await telegram.close();
  }
}

async function measure(ground: Ground, telegram: FakeTelegram, { people, perSecond }: Size): Promise<Told[]> {
  const { app } = ground;
  await ground.people(people, 'telegram');
  await app.pool.query(`update identity set address = (1000 + id)::text where channel = 'telegram'`);
  const { token, apiRoot } = telegram;
  const own = openTelegram(
    { token, apiRoot, mode: 'polling', webhookSecret: 'secret-of-the-bench' },
    houseFor(app, ground.hear, 'telegram'),
  );
  const channel = { ...own, abilities: { ...own.abilities, pace: perSecond } };
  app.channels.set('telegram', channel);
  await expandBroadcast(app, await waitingBroadcast(ground));
  const running = runSender(app, channel);
  // The ends are left out: the first and the last messages say nothing of a pace.
  const first = Math.min(perSecond, 5 + people / 100);
  const from = await reached(telegram, first);
  const until = await reached(telegram, people);
  await running.close();
  await channel.close();
  const pace = ((people - first) * 1000) / (until.at - from.at);
  const refused = telegram.refused.filter(({ status }) => status === 429).length;
  const copies = [...telegram.counts.spread().entries()].map(([n, of]) => `${brief(of)} people ${n} times`).join(', ');
  if (copies !== `${brief(people)} people 1 times`) throw new Error(`Telegram: ${copies}`);
  const usual = perSecond === PLATFORM;
  return [
    {
      name: usual ? "sender: achieved pace ÷ platform's pace" : `sender: the same at ${brief(perSecond)} messages/s`,
      value: pace / perSecond,
      unit: '×',
      better: 'higher',
      floor: usual ? 0.9 : null,
      goal: usual ? 0.99 : null,
      reference: `a platform that refuses more than ${perSecond} messages in any second`,
      detail: `${brief(pace)} messages/s; ${copies}; at most ${telegram.busiest()} in a second`,
    },
    {
      name: usual ? 'sender: 429 answers' : `sender: 429 answers at ${brief(perSecond)} messages/s`,
      value: refused,
      unit: 'answers',
      better: 'lower',
      floor: 0,
      goal: 0,
      reference: 'the same run; a count',
      detail: `${refused} of ${brief(people)} calls`,
    },
  ];
}
