import { openLine } from '../adapters/line/index.ts';
import { expandBroadcast } from '../src/broadcasts/expand-broadcast.ts';
import { houseFor } from '../src/house.ts';
import { runSender } from '../src/outbox/run-sender.ts';
import { type FakeLine, startLine } from '../test/phones/line.ts';
import { waitingBroadcast } from './broadcast.ts';
import type { Told } from './figure.ts';
import type { Ground } from './ground.ts';
import { brief } from './measure.ts';
import { reached } from './sender-reached.ts';

// What LINE allows an account to multicast; the fake refuses the call above it within any second.
const PLATFORM = 200;
const SECRET = '0123456789abcdef0123456789abcdef';

/** A broadcast on LINE to so many people, 500 in a call; everybody is counted. */
export async function measureLine(ground: Ground, people: number): Promise<Told[]> {
  const line = await startLine({
    channelSecret: SECRET,
    accessToken: 'access-token-of-the-bench',
    // People of the bench are numbered, in hexadecimal.
    counting: { size: people, index: (address) => Number.parseInt(address.slice(1), 16) },
    strangers: 'accept',
    multicastsPerSecond: PLATFORM,
  });
  try {
    return await measure(ground, line, people);
  } finally {
    await line.close();
  }
}

async function measure(ground: Ground, line: FakeLine, people: number): Promise<Told[]> {
  const { app } = ground;
  await ground.people(people, 'line');
  const { apiBase, dataApiBase } = line;
  const options = { secret: SECRET, accessToken: 'access-token-of-the-bench', apiBase, dataApiBase, language: 'en' };
  const channel = openLine(options, houseFor(app, ground.hear, 'line'));
  app.channels.set('line', channel);
  await expandBroadcast(app, await waitingBroadcast(ground));
  const running = runSender(app, channel);
  // The ends are left out: the first and the last calls say nothing of a pace.
  const first = Math.min(people / 2, 10 * 500);
  const from = await reached(line, first);
  const tenth = await reached(line, Math.max(first, people / 10));
  const until = await reached(line, people);
  await running.close();
  await channel.close();
  const pace = (people - first) / 500 / ((until.at - from.at) / 1000);
  const refused = line.refused.filter(({ status }) => status === 429).length;
  const copies = [...line.counts.spread().entries()].map(([n, of]) => `${brief(of)} people ${n} times`).join(', ');
  if (copies !== `${brief(people)} people 1 times`) throw new Error(`LINE: ${copies}`);
  return [
    {
      name: `sender: LINE, ${brief(people)} people, achieved pace ÷ platform's pace`,
      value: pace / PLATFORM,
      unit: '×',
      better: 'higher',
      floor: null,
      goal: null,
      reference: `a platform that refuses more than ${PLATFORM} multicasts in any second, in the same process on the same cores`,
      detail: `${brief(pace)} multicasts of 500 a second; ${copies}; ${brief((until.at - from.at) / 1000)} s`,
    },
    {
      name: 'sender: LINE, 429 answers',
      value: refused,
      unit: 'answers',
      better: 'lower',
      floor: 0,
      goal: 0,
      reference: 'the same run; a count',
      detail: `${refused} of ${brief(people / 500)} calls`,
    },
    {
      name: 'sender: LINE, memory held at the end ÷ after a tenth of the people',
      value: until.megabytes / tenth.megabytes,
      unit: '×',
      better: 'lower',
      floor: 1.5,
      goal: 1.2,
      reference: `this process after a tenth, with the fake platform in it (${brief(tenth.megabytes)} MB)`,
      detail: `${brief(until.megabytes)} MB`,
    },
  ];
}
