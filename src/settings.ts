import { z } from 'zod';
import { isZone } from './lib/dates.ts';
import { isNetwork } from './lib/networks.ts';
import { address, isCurrency, list, percentage, port, prices, yes } from './setting-shapes.ts';
import { type Language, languages, nearestLanguage } from './words/index.ts';

/** One setting: how it is read, what it is for, and what to do when it is wrong. */
export interface Setting {
  read: z.ZodType;
  about: string;
  remedy: string;
  secret?: boolean;
  example?: string;
}

const s = <T extends z.ZodType>(
  read: T,
  about: string,
  remedy: string,
  more: { secret?: boolean; example?: string } = {},
) => ({ read, about, remedy, ...more }) satisfies Setting as { read: T } & Setting;

/** Every setting there is: the schema, `.env.example` and the README's table are made from this list. */
export const settings = {
  PORT: s(port.default(3000), 'Port of the web server.', 'Give a number from 0 (any free port) to 65535.'),
  HOST: s(
    z.string().min(1).default('127.0.0.1'),
    'Address to listen on; `0.0.0.0` for all.',
    'Give an IP address or a host name of this machine.',
  ),
  PUBLIC_URL: s(
    address.optional(),
    'Where people and platforms reach this server; LINE pictures and webhooks need https.',
    'Give the whole address, such as https://shop.example.',
    { example: 'https://shop.example' },
  ),
  DATABASE_URL: s(
    z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    'A PostgreSQL 14 or later of yours; without it an embedded one runs in `DATA_DIR`.',
    'Give postgres://user:password@host:5432/database, or leave it out.',
    { secret: true, example: 'postgres://quan:secret@localhost:5432/quan' },
  ),
  DATA_DIR: s(
    z.string().min(1).default('./data'),
    'Where the embedded database and generated keys live.',
    'Give a directory that this user may write to.',
  ),
  APP_KEY: s(
    z
      .string()
      .regex(/^([0-9a-f]{64}|[A-Za-z0-9+/_-]{43}=?)$/i)
      .optional(),
    'The key that coupon codes and sealed data hang on: 32 random bytes in hex or base64. Made once and kept in `DATA_DIR/app-key` when missing. Never lose it.',
    'Give 64 hexadecimal digits (`openssl rand -hex 32`), or leave it out.',
    { secret: true },
  ),
  BRAND_NAME: s(
    z.string().min(1).max(60).default('Quan Coffee'),
    'The name people know the shop by.',
    'Give 1 to 60 characters.',
  ),
  BRAND_TIME_ZONE: s(
    z.string().refine(isZone).default('Asia/Taipei'),
    'The zone of days, windows and quiet hours.',
    'Give an IANA zone, such as Asia/Taipei or Europe/Berlin.',
  ),
  BRAND_CURRENCY: s(
    z
      .string()
      .regex(/^[A-Z]{3}$/)
      .refine(isCurrency)
      .default('TWD'),
    'ISO 4217 code of all amounts.',
    'Give three capital letters, such as TWD, CNY, USD.',
  ),
  BRAND_LANGUAGE: s(
    z
      .string()
      .default('en')
      .transform((tag) => nearestLanguage(tag, tag as Language))
      .pipe(z.enum(languages)),
    'The language to speak when a person has shown none.',
    `Give one of ${languages.join(', ')}.`,
  ),
  SPEND_PER_POINT: s(
    z
      .string()
      .regex(/^\d{1,9}(\.\d{1,3})?$/)
      .refine((text) => Number(text) > 0)
      .default('1'),
    'Currency units paid for one point.',
    'Give a positive amount, such as 1 or 100.',
  ),
  POINTS_VALID_DAYS: s(
    z.coerce.number().int().min(1).max(36_500).default(365),
    'Days after which points expire.',
    'Give a whole number of days, 1 to 36500.',
  ),
  GROSS_MARGIN_PERCENT: s(
    percentage.optional(),
    'What is left of the price of goods once they are paid for, in percent; without it `/report lift` cannot say what an offer earned.',
    'Give a percentage above 0 and up to 100, such as 60 or 62.5, or leave it out.',
    { example: '60' },
  ),
  MESSAGE_PRICES: s(
    prices,
    'What one message costs on a channel, in units of the currency; a channel that is not named costs nothing.',
    'Give channel:price pairs separated by commas, each channel once, such as line:0.2.',
    { example: 'line:0.2' },
  ),
  TELEGRAM_BOT_TOKEN: s(
    z
      .string()
      .regex(/^\d+:[A-Za-z0-9_-]+$/)
      .optional(),
    'Token from @BotFather; without it there is no Telegram.',
    'Copy the whole token, digits, colon and letters, from @BotFather.',
    { secret: true, example: '123456:ABC-DEF…' },
  ),
  TELEGRAM_API_ROOT: s(address.default('https://api.telegram.org'), "Telegram's Bot API.", 'Give an http(s) address.'),
  TELEGRAM_MODE: s(
    z.enum(['webhook', 'polling']).optional(),
    'How updates come; `webhook` needs an https `PUBLIC_URL`, and is chosen when there is one.',
    'Give webhook or polling.',
  ),
  TELEGRAM_WEBHOOK_SECRET: s(
    z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,256}$/)
      .optional(),
    'Secret that Telegram sends with each update; derived from `APP_KEY` when missing.',
    'Give at most 256 letters, digits, _ or -; leave it out to have a long one made.',
    { secret: true },
  ),
  LINE_CHANNEL_SECRET: s(
    z.string().min(1).optional(),
    'Channel secret from the LINE Developers console.',
    'Copy "Channel secret" from the Basic settings tab.',
    { secret: true },
  ),
  LINE_CHANNEL_ACCESS_TOKEN: s(
    z.string().min(1).optional(),
    'Long-lived channel access token from the Messaging API tab.',
    'Issue a token on the Messaging API tab and copy it whole.',
    { secret: true },
  ),
  LINE_API_BASE: s(address.default('https://api.line.me'), "LINE's Messaging API.", 'Give an http(s) address.'),
  LINE_DATA_API_BASE: s(address.default('https://api-data.line.me'), "LINE's data API.", 'Give an http(s) address.'),
  OWNERS: s(
    z
      .string()
      .default('')
      .transform(list)
      .refine((all) => all.every((one) => /^(telegram|line|web|terminal):\S+$/.test(one))),
    'People who are owners from the start.',
    'Give channel:address pairs separated by commas, such as telegram:1001,line:U0123….',
    { example: 'telegram:1001' },
  ),
  DEMO: s(
    yes.optional(),
    'Open a demo shop with ready identities; on by itself when no channel is configured and the database is empty.',
    'Give true or false.',
  ),
  LOG_LEVEL: s(
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
    'How much is logged.',
    'Give one of trace, debug, info, warn, error, fatal, silent.',
  ),
  METRICS_TOKEN: s(
    z.string().min(16).optional(),
    'Bearer token for /metrics from elsewhere than this machine.',
    'Give at least 16 characters.',
    { secret: true },
  ),
  TRUST_PROXY: s(
    z
      .string()
      .default('')
      .transform(list)
      .refine((all) => all.every(isNetwork)),
    'Addresses of the reverse proxies whose X-Forwarded-For is believed.',
    'Give IP addresses or networks separated by commas, such as 127.0.0.1,10.0.0.0/8.',
  ),
} as const;
