import { type LineAdapter, openLine } from '../../adapters/line/index.ts';
import { openTelegram, type TelegramAdapter } from '../../adapters/telegram/index.ts';
import type { App } from '../app.ts';
import type { Hear } from '../chat/channel.ts';
import type { Config } from '../config.ts';
import { houseFor } from '../house.ts';

/** True when a platform is configured; without one the shop is on the web alone. */
export function hasPlatform(config: Config): boolean {
  return Boolean(config.LINE_CHANNEL_SECRET || config.TELEGRAM_BOT_TOKEN);
}

/** The platforms that are configured, not yet opened. */
export function platforms(
  config: Config,
  app: App,
  hear: Hear,
): {
  line?: LineAdapter;
  telegram?: TelegramAdapter;
} {
  const publicUrl = app.shop.publicUrl;
  const { LINE_CHANNEL_SECRET: secret, LINE_CHANNEL_ACCESS_TOKEN: accessToken, TELEGRAM_BOT_TOKEN: token } = config;
  const common = { ...(publicUrl ? { publicUrl } : {}), language: app.shop.language };
  return {
    ...(secret && accessToken
      ? {
          line: openLine(
            { ...common, secret, accessToken, apiBase: config.LINE_API_BASE, dataApiBase: config.LINE_DATA_API_BASE },
            houseFor(app, hear, 'line'),
          ),
        }
      : {}),
    ...(token
      ? {
          telegram: openTelegram(
            {
              ...common,
              token,
              apiRoot: config.TELEGRAM_API_ROOT,
              mode: config.TELEGRAM_MODE ?? (publicUrl?.startsWith('https:') ? 'webhook' : 'polling'),
              webhookSecret:
                config.TELEGRAM_WEBHOOK_SECRET ?? app.shop.codes.seal('telegram webhook', token).toString('hex'),
            },
            houseFor(app, hear, 'telegram'),
          ),
        }
      : {}),
  };
}

/** Where people find us on the platforms, as far as those have said it. */
export function linksTo(line?: LineAdapter, telegram?: TelegramAdapter): { line?: string; telegram?: string } {
  const [addFriend, username] = [line?.addFriend(), telegram?.username()];
  return { ...(addFriend && { line: addFriend }), ...(username && { telegram: username }) };
}
