import type { Finding } from '../adapter.ts';
import { type Caller, jsonOf } from './call.ts';
import { quotaOf } from './deliver.ts';
import { reasonOf } from './outcome.ts';

/** What is wrong with the set-up on LINE's side, each with its remedy. */
export async function examine(call: Caller, path: string, publicUrl: string | undefined): Promise<Finding[]> {
  const info = await call({ method: 'GET', path: '/v2/bot/info' });
  if (info.status === 401 || info.status === 403) {
    const remedy =
      'Issue a long-lived channel access token on the Messaging API tab of the LINE Developers console, and put it into LINE_CHANNEL_ACCESS_TOKEN.';
    return [{ name: 'line token', ok: false, says: 'LINE does not accept the channel access token.', remedy }];
  }
  if (info.status !== 200) {
    const remedy = 'Check LINE_API_BASE, and that this machine may reach it.';
    return [{ name: 'line token', ok: false, says: `LINE does not answer: ${reasonOf(info)}.`, remedy }];
  }
  const { displayName, basicId } = jsonOf<{ displayName: string; basicId: string }>(info) ?? {};
  return [
    { name: 'line token', ok: true, says: `The token belongs to ${displayName ?? 'an account'} (${basicId ?? '?'}).` },
    await webhookFinding(call, path, publicUrl),
    await quotaFinding(call),
  ];
}

async function webhookFinding(call: Caller, path: string, publicUrl: string | undefined): Promise<Finding> {
  const name = 'line webhook';
  if (!publicUrl?.startsWith('https://')) {
    const remedy = 'Set PUBLIC_URL to the https address of this server.';
    return { name, ok: false, says: 'LINE reaches https addresses only, and there is none.', remedy };
  }
  const wanted = publicUrl.replace(/\/+$/, '') + path;
  const enter = `On the Messaging API tab of the LINE Developers console, set the webhook URL to ${wanted}`;
  const reply = await call({ method: 'GET', path: '/v2/bot/channel/webhook/endpoint' });
  if (reply.status === 404)
    return { name, ok: false, says: 'No webhook is set.', remedy: `${enter} and turn on "Use webhook".` };
  if (reply.status !== 200) {
    return { name, ok: false, says: `LINE does not tell its webhook: ${reasonOf(reply)}.`, remedy: 'Try again later.' };
  }
  const { endpoint, active } = jsonOf<{ endpoint: string; active: boolean }>(reply) ?? {};
  if (endpoint !== wanted) {
    return { name, ok: false, says: `The webhook points to ${endpoint ?? 'nothing'}.`, remedy: `${enter}.` };
  }
  if (!active)
    return {
      name,
      ok: false,
      says: 'The webhook is set, but not used.',
      remedy: `${enter} and turn on "Use webhook".`,
    };
  return { name, ok: true, says: `LINE sends to ${wanted}.` };
}

async function quotaFinding(call: Caller): Promise<Finding> {
  const name = 'line quota';
  const quota = await quotaOf(call);
  if (!quota) return { name, ok: false, says: 'LINE does not tell the quota.', remedy: 'Try again later.' };
  if (quota.limit === undefined) return { name, ok: true, says: `${quota.used} sent this month, without a limit.` };
  const says = `${quota.used} of ${quota.limit} sent this month.`;
  if (quota.used < quota.limit) return { name, ok: true, says };
  const remedy =
    'Answers are still free; all else waits for the 1st, or for a larger plan in the LINE Official Account Manager.';
  return { name, ok: false, says, remedy };
}
