import { type ChildProcess, fork } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Bench, Told } from './figure.ts';
import { type Ground, openGround, SHIFT } from './ground.ts';
import { brief, spread, told } from './measure.ts';
import { post, signedTaps } from './webhook-load.ts';
import type { Kind, Order } from './webhook-server.ts';

const SECRET = 'the channel secret of the bench';
const CONNECTIONS = 512;

export const webhook: Bench = {
  name: 'webhook',
  about: 'Processor time of a signed LINE webhook that claims durably, through adapter, hearing and database',
  async run({ short, log }) {
    const ground = await openGround();
    // Takes every answer; what it costs is its own.
    const platform = createServer((request, response) => {
      request.resume();
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"sentMessages":[]}');
    });
    await new Promise<void>((resolve) => platform.listen(0, '127.0.0.1', resolve));
    try {
      const apiBase = `http://127.0.0.1:${(platform.address() as AddressInfo).port}`;
      return await measure(ground, apiBase, short ? 400 : 10_000, short ? [1, 1] : [3, 9], log);
    } finally {
      platform.closeAllConnections();
      platform.close();
      await ground.end();
    }
  },
};

async function measure(
  ground: Ground,
  apiBase: string,
  count: number,
  [warming, rounds]: [number, number],
  log: (line: string) => void,
): Promise<Told[]> {
  const kinds: Kind[] = ['empty', 'claim', 'answer'];
  await ground.people(count, 'line');
  const addresses = Array.from({ length: count }, (_, at) => `U${at.toString(16).padStart(32, '0')}`);
  const cost: Record<Kind, number[]> = { empty: [], claim: [], answer: [] };
  const servers = new Map<Kind, Server>();
  for (const kind of kinds)
    servers.set(kind, await start({ kind, secret: SECRET, connection: ground.connection, apiBase, shift: SHIFT }));
  try {
    // A server that has run for a while is what a shop has: the first rounds are not counted.
    for (let round = 1; round <= warming + rounds; round++) {
      for (const kind of kinds) {
        const { campaign } = await ground.campaign({ stock: count * 2 });
        const wave = `${kind[0]}${String(round).padStart(2, '0')}`;
        const taps = signedTaps(SECRET, campaign.ref, addresses, 0, wave);
        const server = servers.get(kind)!;
        const before = await server.cpu();
        await post(server.port, taps, CONNECTIONS);
        if (kind !== 'empty') await settled(ground, `01J${wave}`, count);
        const per = ((await server.cpu()) - before) / count;
        if (round > warming) cost[kind].push(per);
        if (round > warming) log(`${kind}: ${brief(per)} µs`);
      }
    }
  } finally {
    for (const server of servers.values()) server.child.disconnect();
  }
  const against = (kind: Kind) => spread(cost[kind].map((per, at) => per / cost.empty[at]!));
  const empty = `an empty webhook on node:http: body read, signature checked, JSON parsed (${brief(spread(cost.empty).median)} µs here)`;
  const claim = against('claim');
  const answer = against('answer');
  return [
    {
      name: 'CPU of a webhook with a durable claim ÷ empty webhook',
      value: claim.median,
      unit: '×',
      better: 'lower',
      floor: 1.6,
      goal: 1.25,
      reference: empty,
      detail: `${told(claim)}, ${told(spread(cost.claim))} µs; the answer is drawn by the shop, and not sent`,
    },
    {
      name: 'CPU of a webhook with a durable claim, its answer rendered and sent ÷ empty webhook',
      value: answer.median,
      unit: '×',
      better: 'lower',
      floor: null,
      goal: null,
      reference: empty,
      detail: `${told(answer)}, ${told(spread(cost.answer))} µs; a call to LINE of one flex message over kept connections`,
    },
  ];
}

/** Waits until every answer is marked, so that all of the work is in the measure. */
async function settled(ground: Ground, prefix: string, count: number): Promise<void> {
  for (;;) {
    const { rows } = await ground.app.pool.query(
      `select count(*)::int as n from inbox_event where channel = 'line' and event_id like $1 || '%' and coupon_id is not null and answered_at is not null`,
      [prefix],
    );
    if (rows[0].n === count) return;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

interface Server {
  child: ChildProcess;
  port: number;
  cpu(): Promise<number>;
}

async function start(order: Order): Promise<Server> {
  const child = fork(new URL('./webhook-server.ts', import.meta.url), {
    execArgv: [...process.execArgv],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const told = <T>(): Promise<T> =>
    new Promise((resolve, reject) => {
      const gone = (code: number | null) => reject(new Error(`a server of the bench ended with ${code}`));
      child.once('exit', gone);
      child.once('message', (message) => {
        child.off('exit', gone);
        resolve(message as T);
      });
    });
  const opened = told<{ port: number }>();
  child.send(order);
  const { port } = await opened;
  return {
    child,
    port,
    async cpu() {
      const answer = told<{ cpu: number }>();
      child.send('cpu');
      return (await answer).cpu;
    },
  };
}
