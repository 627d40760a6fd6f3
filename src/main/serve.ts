import { apiRouter } from '../../adapters/web/api/index.ts';
import { openWebChat } from '../../adapters/web/chat/index.ts';
import { openServer } from '../../adapters/web/server.ts';
import { startJobs } from '../../jobs/start-jobs.ts';
import type { App } from '../app.ts';
import type { Config } from '../config.ts';
import { openDemoShop } from '../demo/open-demo-shop.ts';
import { houseFor } from '../house.ts';
import { openLog } from '../log.ts';
import { runSender } from '../outbox/run-sender.ts';
import { hasPlatform, linksTo, platforms } from './open-channels.ts';
import { openHouse } from './open-house.ts';
import { whereToLook } from './where-to-look.ts';

const CLOSE_MS = 25_000;
const DRAIN_MS = 3_000;

/** Opens the shop and serves until it is told to stop. Returns the exit status. */
export async function serve(config: Config, clock: App['clock']): Promise<number> {
  const log = openLog(config.LOG_LEVEL);
  const stopped = stopSignal();
  const house = await openHouse(config, clock, log, false, { stopped });
  const { app, hear } = house;
  const demo = await openDemoShop(app, { wanted: config.DEMO ?? !hasPlatform(config) });
  const web = openWebChat(
    { app, demo, secureCookies: config.PUBLIC_URL?.startsWith('https:') ?? false },
    houseFor(app, hear, 'web'),
  );
  const { line, telegram } = platforms(config, app, hear);
  const adapters = [web, ...(line ? [line] : []), ...(telegram ? [telegram] : [])];
  const server = await openServer({
    app,
    adapters,
    config,
    web,
    api: apiRouter(app),
    ready: () => answers(app),
    links: async () => linksTo(line, telegram),
  }).catch(async (error) => {
    await house.close();
    throw error;
  });
  for (const adapter of adapters) app.channels.set(adapter.name, adapter);
  const senders = adapters.map((adapter) => runSender(app, adapter));
  const usedUp = () => senders.filter((sender) => sender.usedUp()).length;
  server.metrics.gauge('quanbot_channels_used_up', 'Channels that take no more messages this month.', usedUp);
  const jobs = startJobs(app, hear);
  for (const adapter of adapters) await adapter.open();
  if (config.LOG_LEVEL !== 'silent') process.stderr.write(whereToLook({ config, app, url: server.url, demo }));
  log.info({ port: server.port, channels: [...app.channels.keys()] }, 'The shop is open');

  const signal = await stopped;
  log.info({ signal }, 'The shop closes');
  setTimeout(() => process.exit(1), CLOSE_MS).unref();
  server.drain();
  // A load balancer looks at /readyz every few seconds; a person at the keyboard need not wait for one.
  if (signal === 'SIGTERM' && config.PUBLIC_URL) await new Promise((done) => setTimeout(done, DRAIN_MS));
  // Nothing new first, then what is under way, then the ground under it.
  await Promise.all([server.close(), jobs.close(), ...senders.map((sender) => sender.close())]);
  await Promise.all(adapters.filter((adapter) => adapter !== web).map((adapter) => adapter.close()));
  await house.close();
  return 0;
}

/** The first signal closes in order; a second one at once. */
function stopSignal(): Promise<string> {
  return new Promise((resolve) => {
    let told = false;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (told) process.exit(1);
        told = true;
        resolve(signal);
      });
    }
  });
}

async function answers(app: App): Promise<boolean> {
  try {
    await app.pool.query('select 1');
    return true;
  } catch {
    return false;
  }
}
