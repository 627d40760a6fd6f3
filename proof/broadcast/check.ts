import { countBroadcast } from '../../src/broadcasts/count-broadcast.ts';
import type { Plot } from '../lib/ground.ts';
import { type Findings, openFindings } from '../lib/proof.ts';
import type { Shop } from '../lib/shop.ts';

/** Written as a platform goes wrong, and when the sender is killed. */
export type Line =
  | { at: 'fault'; platform: 'line' | 'telegram'; mishap: string; ambiguous: boolean }
  | { at: 'kills'; count: number };

/** People who may be on their way when a sender dies. */
const PER_CRASH = 25;

/** What the platforms took against what the shop believes. */
export async function check(
  plot: Plot,
  { line, telegram }: Shop,
  id: string,
  people: { id: string; channel: 'line' | 'telegram'; address: string }[],
  lines: Line[],
): Promise<Findings> {
  const { problems, found } = openFindings();
  const figures = await countBroadcast(
    { query: (text: string, values: unknown[]) => plot.rows(text, values) } as never,
    id,
  );
  if (figures.planned !== people.length) found(`${figures.planned} planned of ${people.length}`);
  if (figures.waiting !== 0) found(`the figures do not add up: ${JSON.stringify(figures)}`);
  const exceptions = await plot.rows<{ identity_id: string; outcome: string }>(
    'select identity_id, outcome from broadcast_exception where broadcast_id = $1',
    [id],
  );
  const outcome = new Map(exceptions.map((one) => [one.identity_id, one.outcome]));
  const twice = { line: 0, telegram: 0 };
  const lost = { line: 0, telegram: 0 };
  const unknown = { told: 0, untold: 0 };
  for (const one of people) {
    const copies = (one.channel === 'line' ? line : telegram).counts.of(one.address);
    const said = outcome.get(one.id);
    if (copies > 1) twice[one.channel]++;
    if (copies === 0 && said !== 'unknown') lost[one.channel]++;
    if (said === 'unknown') unknown[copies > 0 ? 'told' : 'untold']++;
    if (said && (said !== 'unknown' || one.channel === 'line')) found(`${one.channel} ${one.address} ended as ${said}`);
  }
  for (const platform of ['line', 'telegram'] as const) {
    if (twice[platform] > 0) found(`${twice[platform]} people were told twice on ${platform}`);
    if (lost[platform] > 0) found(`${lost[platform]} people of ${platform} were lost`);
  }
  const kills = lines.reduce((sum, one) => sum + (one.at === 'kills' ? one.count : 0), 0);
  const ambiguous = lines.filter((one) => one.at === 'fault' && one.platform === 'telegram' && one.ambiguous).length;
  const bound = PER_CRASH * kills + ambiguous;
  if (figures.unknown > bound) found(`${figures.unknown} unknown, more than ${bound}`);
  for (const violation of [...line.violations, ...telegram.violations].slice(0, 5))
    found(`a platform complains: ${violation}`);
  return {
    problems,
    figure:
      `LINE ${line.counts.total()} told, ${lost.line} lost, ${twice.line} twice; Telegram ${telegram.counts.total()} told, ` +
      `${twice.telegram} twice, ${figures.unknown} unknown (${unknown.told} of them told; bound ${bound}), ${lost.telegram} lost; ` +
      `${figures.sent} sent + ${figures.unknown} unknown = ${figures.planned} planned`,
  };
}
