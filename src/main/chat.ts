import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { openTerminal } from '../../adapters/terminal/index.ts';
import type { App } from '../app.ts';
import type { Config } from '../config.ts';
import { openDemoShop } from '../demo/open-demo-shop.ts';
import { houseFor } from '../house.ts';
import { openLog } from '../log.ts';
import { runSender } from '../outbox/run-sender.ts';
import { hasPlatform } from './open-channels.ts';
import { openHouse } from './open-house.ts';

/** `npm run chat -- --as NAME`: the bot in this terminal, beside a running server or alone. */
export async function chat(config: Config, clock: App['clock'], args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { as: { type: 'string' }, language: { type: 'string' } } });
  const log = openLog(config.LOG_LEVEL === 'info' ? 'warn' : config.LOG_LEVEL, 2);
  const house = await openHouse(config, clock, log, true);
  const { app, hear } = house;
  await openDemoShop(app, { wanted: config.DEMO ?? !hasPlatform(config) });
  const name = values.as ?? userInfo().username;
  const language = values.language ?? app.shop.language;
  const terminal = openTerminal(
    { input: process.stdin, output: process.stdout, address: name, name, language },
    houseFor(app, hear, 'terminal'),
  );
  app.channels.set('terminal', terminal);
  const sender = runSender(app, terminal);
  await terminal.open();
  await terminal.done;
  await sender.close();
  await house.close();
  return 0;
}
