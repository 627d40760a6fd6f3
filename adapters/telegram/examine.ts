import type { Finding } from '../adapter.ts';
import type { Call } from './call.ts';

const MOST_SKEW_MS = 2000;

/** Asks Telegram what is wrong with the set-up. */
export async function examine(call: Call, mode: 'webhook' | 'polling', url?: string): Promise<Finding[]> {
  const asked = wallClock();
  const me = await call('getMe', {}, { gate: 'never' });
  const heard = wallClock();
  const findings: Finding[] = [];
  const say = (name: string, ok: boolean, says: string, remedy?: string) =>
    findings.push({ name, ok, says, ...(ok || !remedy ? {} : { remedy }) });

  if (me.date) {
    // The header has whole seconds: the true time lies within the second after it.
    const there = Date.parse(me.date) + 500;
    const skew = Math.round((asked + heard) / 2 - there);
    const off = Math.abs(skew) > MOST_SKEW_MS + 500;
    const says = off
      ? `This machine's clock is ${Math.abs(skew / 1000).toFixed(1)} s ${skew > 0 ? 'ahead of' : 'behind'} Telegram's.`
      : 'The clock agrees with Telegram.';
    say('telegram clock', !off, says, 'Switch on time synchronisation (NTP).');
  }
  if (!me.ok) {
    const wrong = me.fate === 'refused' && (me.code === 401 || me.code === 404);
    if (wrong)
      say(
        'telegram token',
        false,
        `Telegram refuses the token (${me.reason}).`,
        'Copy TELEGRAM_BOT_TOKEN from @BotFather again.',
      );
    else say('telegram', false, `Telegram cannot be asked (${me.reason}).`, 'Check the network and TELEGRAM_API_ROOT.');
    return findings;
  }
  say('telegram token', true, `The bot is @${me.result.username}.`);

  const info = await call('getWebhookInfo', {}, { gate: 'never' });
  if (!info.ok) {
    say('telegram webhook', false, `Telegram does not say where updates go (${info.reason}).`, 'Try again later.');
    return findings;
  }
  const hook = info.result;
  if (mode === 'polling') {
    const says = hook.url
      ? `A webhook is set (${hook.url}), so polling gets nothing.`
      : 'No webhook is set, as polling needs it.';
    say(
      'telegram webhook',
      !hook.url,
      says,
      'Start the server once: it removes the webhook; and stop whatever sets it.',
    );
  } else if (hook.url !== url) {
    const says = `Telegram sends updates to ${hook.url || 'nowhere'}, not to ${url ?? 'us'}.`;
    say('telegram webhook', false, says, 'Check PUBLIC_URL and start the server: it sets the webhook.');
  } else say('telegram webhook', true, `Updates come to ${url}.`);

  const waiting = hook.pending_update_count ?? 0;
  if (mode === 'webhook' && hook.last_error_message && waiting > 0) {
    const says = `Telegram could not deliver: ${hook.last_error_message}; ${waiting} updates wait.`;
    say(
      'telegram delivery',
      false,
      says,
      'Open PUBLIC_URL from outside: certificate, port 443, 80, 88 or 8443, reverse proxy.',
    );
  } else
    say(
      'telegram delivery',
      waiting < 100,
      `${waiting} updates wait at Telegram.`,
      'Start the server, or look at its log.',
    );
  return findings;
}

const wallClock = () => performance.timeOrigin + performance.now();
