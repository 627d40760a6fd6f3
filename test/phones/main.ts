import { randomBytes } from 'node:crypto';
import { startLine } from './line.ts';
import { startTelegram } from './telegram.ts';

/*
 * Both fake platforms on fixed ports, for trying things by hand:
 *   node --import tsx test/phones/main.ts [line port] [data port] [telegram port] [origin of the bot]
 * Then every line typed is said by Mali on LINE (`line …`, `line [Label]`) or Telegram (`tg …`).
 */
const [linePort = '4101', dataPort = '4102', telegramPort = '4103', origin] = process.argv.slice(2);
const channelSecret = randomBytes(16).toString('hex');
const accessToken = randomBytes(16).toString('hex');
const token = `1000:${randomBytes(18).toString('hex').slice(0, 35)}`;
const line = await startLine({
  channelSecret,
  accessToken,
  port: Number(linePort),
  dataPort: Number(dataPort),
  origin,
});
const telegram = await startTelegram({ token, port: Number(telegramPort), origin, webhooks: 'any' });
if (origin) line.webhookUrl = `${origin}/webhooks/line`;

const say = (text: string) => process.stdout.write(`${text}\n`);
say(`LINE_API_BASE=${line.apiBase}\nLINE_DATA_API_BASE=${line.dataApiBase}`);
say(`LINE_CHANNEL_SECRET=${channelSecret}\nLINE_CHANNEL_ACCESS_TOKEN=${accessToken}`);
say(`TELEGRAM_API_ROOT=${telegram.apiRoot}\nTELEGRAM_BOT_TOKEN=${token}`);

const people = { line: line.person('mali', { name: 'Mali' }), tg: telegram.person(1001, { name: 'Mali' }) };
process.stdin.setEncoding('utf8').on('data', async (chunk) => {
  for (const typed of String(chunk).split('\n').filter(Boolean)) {
    const [, channel, text = ''] = /^(line|tg)\s+(.+)$/.exec(typed) ?? [];
    const phone = people[channel as 'line' | 'tg'] as (typeof people)['line'] | undefined;
    const label = /^\[(.+)\]$/.exec(text)?.[1];
    try {
      if (!phone) say('line … or tg …, with [Label] for a button');
      else say(JSON.stringify(label ? await phone.tap(label) : await phone.type(text), null, 2));
    } catch (error) {
      say((error as Error).message);
    }
    for (const v of [...line.violations.splice(0), ...telegram.violations.splice(0)]) say(`VIOLATION ${v}`);
  }
});
