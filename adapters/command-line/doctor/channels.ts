import type { House } from '../../../src/chat/channel.ts';
import type { Config } from '../../../src/config.ts';
import { wordsFor } from '../../../src/words/index.ts';
import type { Adapter, Finding } from '../../adapter.ts';
import { openLine } from '../../line/index.ts';
import { openTelegram } from '../../telegram/index.ts';
import type { Surroundings } from '../command.ts';
import { terminalLog } from '../open-app.ts';
import { examineHttpClock } from './clock.ts';

/** What the platforms say of the set-up; they are asked and not changed. */
export async function examineChannels(around: Surroundings, config: Config): Promise<Finding[]> {
  const line = openedLine(around, config);
  const telegram = openedTelegram(around, config);
  if (!line && !telegram) {
    const says = 'Neither LINE nor Telegram is configured: the shop is on the web and in the terminal.';
    return [{ name: 'channels', ok: true, says }];
  }
  const findings: Finding[] = [];
  if (line) {
    const url = `${config.LINE_API_BASE.replace(/\/+$/, '')}/v2/bot/info`;
    const headers = { authorization: `Bearer ${config.LINE_CHANNEL_ACCESS_TOKEN}` };
    findings.push(...(await asked(line)), ...(await examineHttpClock(around, 'line clock', 'LINE', url, headers)));
  }
  if (telegram) findings.push(...(await asked(telegram)));
  return findings;
}

async function asked(adapter: Adapter): Promise<Finding[]> {
  try {
    return await adapter.examine();
  } finally {
    await adapter.close();
  }
}

function openedLine(around: Surroundings, config: Config): Adapter | undefined {
  if (!config.LINE_CHANNEL_SECRET || !config.LINE_CHANNEL_ACCESS_TOKEN) return undefined;
  const options = {
    secret: config.LINE_CHANNEL_SECRET,
    accessToken: config.LINE_CHANNEL_ACCESS_TOKEN,
    apiBase: config.LINE_API_BASE,
    dataApiBase: config.LINE_DATA_API_BASE,
    language: config.BRAND_LANGUAGE,
  };
  return openLine({ ...options, ...publicUrl(config) }, nobodysHouse(around, config));
}

function openedTelegram(around: Surroundings, config: Config): Adapter | undefined {
  if (!config.TELEGRAM_BOT_TOKEN) return undefined;
  const https = config.PUBLIC_URL?.startsWith('https:') ?? false;
  const options = {
    token: config.TELEGRAM_BOT_TOKEN,
    apiRoot: config.TELEGRAM_API_ROOT,
    mode: config.TELEGRAM_MODE ?? (https ? ('webhook' as const) : ('polling' as const)),
    webhookSecret: config.TELEGRAM_WEBHOOK_SECRET ?? 'only-asked-nothing-is-received',
    language: config.BRAND_LANGUAGE,
  };
  return openTelegram({ ...options, ...publicUrl(config) }, nobodysHouse(around, config));
}

const publicUrl = ({ PUBLIC_URL }: Config) => (PUBLIC_URL ? { publicUrl: PUBLIC_URL } : {});

/** Nothing is heard while we only ask. */
function nobodysHouse(around: Surroundings, config: Config): House {
  return {
    hear: () => Promise.reject(new Error('the doctor hears nobody')),
    recall: async () => undefined,
    remember: async () => undefined,
    keep: async () => undefined,
    words: wordsFor({ name: config.BRAND_NAME, zone: config.BRAND_TIME_ZONE, currency: config.BRAND_CURRENCY }),
    log: terminalLog(around),
  };
}
