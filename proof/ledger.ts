import { join } from 'node:path';
import { verifyLedger } from '../src/points/verify.ts';
import { type Hand, pause, startHand, surely } from './lib/crew.ts';
import type { Plot } from './lib/ground.ts';
import { type History, openHistory } from './lib/history.ts';
import { joinPeople, publish } from './lib/people.ts';
import { type Findings, openFindings, type Proof, type Yard } from './lib/proof.ts';

type Line =
  | { at: 'tries'; op: string; source: string; points: number }
  | { at: 'done'; op: string; source: string; points: number }
  | { at: 'refused' | 'unknown' | 'bug'; source: string; why: string };

const DAY = 86_400_000;
// Some points are good for long, and some are past their time soon.
const VALID_DAYS = ['1', '30', '365', '36500'];

/** Everything that moves points, by many at once, added up again and again. */
export const ledger: Proof = {
  name: 'ledger',
  run: async (yard) => moving(yard, await yard.ground.plot(), yard.short ? 3 : 60),
  plants: [
    'update points_account set balance = balance + 1 where customer_id = (select customer_id from points_entry limit 1)',
    'alter table points_entry disable trigger user; update points_entry set delta = delta + 1 where id = (select id from points_entry limit 1)',
    'alter table points_entry disable trigger user; delete from points_lot where remaining > 0',
  ].map((change) => ({
    fault: `behind the ledger's back: ${change.split(';').at(-1)!.trim().split(' where')[0]}`,
    run: async (yard: Yard) => moving(yard, await yard.ground.plot(), 1, change),
  })),
};

async function moving(yard: Yard, plot: Plot, seconds: number, change?: string): Promise<Findings> {
  const history = openHistory<Line>(join(yard.folder, 'history'));
  const { problems, found } = openFindings();
  const people = await joinPeople(plot, 40, 'p');
  const campaignId = await publish(plot, { ref: 'POINTS', perCustomer: 1000, terms: { kind: 'points', points: 7 } });
  const processes = change ? 1 : yard.short ? 2 : 4;
  const hands = await Promise.all(
    VALID_DAYS.slice(0, processes).map((days) => startHand(plot.connection, { settings: { POINTS_VALID_DAYS: days } })),
  );
  const end = performance.now() + seconds * 1000;
  const over = () => performance.now() > end;
  let looks = 0;
  const look = async () => {
    const { differences } = await verifyLedger({ query: (text) => plot.rows(text) });
    looks++;
    for (const one of differences)
      found(`${one.customerId}: balance ${one.balance}, entries ${one.entries}, lots ${one.lots}`);
  };
  const looking = (async () => {
    while (!over()) {
      await look();
      await pause(Math.min(1_000, seconds * 250));
    }
  })();
  const clients = Array.from({ length: 16 }, (_, n) =>
    client(yard, history, hands[n % hands.length]!, people, campaignId, n),
  );
  await Promise.all([looking, ...clients.map((run) => run(over))]);
  await Promise.all(hands.map((hand) => hand.close()));
  for (const statement of change?.split(';') ?? []) await plot.rows(statement);
  await look();

  const { counts, figure } = await compare(plot, history.read(), found);
  history.close();
  await plot.drop();
  const rate = Math.round(counts / seconds);
  return {
    problems,
    figure: `${counts} changes by 16 clients in ${processes} processes (${rate}/s), added up ${looks} times: ${problems.length} differences; ${figure}`,
  };
}

function client(
  { chance }: Yard,
  history: History<Line>,
  hand: Hand,
  people: string[],
  campaignId: string,
  number: number,
) {
  let n = 0;
  const redeemed: string[] = [];
  const step = async () => {
    const customerId = chance.one(people);
    const source = `c${number}.${++n}`;
    const points = chance.whole(1, 60);
    const what = { customerId, points, source };
    const dice = chance.next();
    if (dice < 0.3) {
      await call('earn', what, source, points);
      if (chance.in(0.1)) await call('earn', what, source, points);
    } else if (dice < 0.6) await call('spend', what, source, points);
    else if (dice < 0.85) {
      const claimed = await surely(() => hand, 'claim', { customerId, campaignId });
      if (!('done' in claimed)) return;
      const result = await call(
        'redeem',
        { couponId: claimed.done.couponId, amountMinor: chance.whole(1, 9_000) },
        source,
        0,
      );
      if ('done' in result) redeemed.push((result.done as { redemptionId: string }).redemptionId);
    } else if (dice < 0.99) {
      const [redemptionId] = redeemed.splice(chance.whole(0, redeemed.length), 1);
      if (redemptionId) await call('undo', { redemptionId }, source, 0);
    } else await call('expire', { aheadMs: 3 * DAY }, source, 0);
  };
  async function call(
    op: 'earn' | 'spend' | 'redeem' | 'undo' | 'expire',
    what: never | object,
    source: string,
    points: number,
  ) {
    history.write({ at: 'tries', op, source, points });
    const result = await surely(() => hand, op, what as never);
    if ('done' in result) history.write({ at: 'done', op, source, points });
    else {
      const at = 'refused' in result ? 'refused' : 'bug' in result ? 'bug' : 'unknown';
      history.write({ at, source, why: Object.values(result).join() });
    }
    return result as { done?: unknown };
  }
  return async (over: () => boolean) => {
    while (!over()) await step();
  };
}

/** What was acknowledged against what is written: each source once, with its points, and nothing that nobody asked for. */
async function compare(plot: Plot, lines: Line[], found: (problem: string) => void) {
  const entries = await plot.rows<{ source: string; delta: string; reason: string }>(
    `select source, delta, reason from points_entry where reason in ('grant', 'spend')`,
  );
  const written = new Map(entries.map(({ source, delta }) => [source.replace('spend:', ''), Number(delta)]));
  const asked = new Set<string>();
  const kinds: Record<string, number> = {};
  let counts = 0;
  for (const line of lines) {
    asked.add(line.source);
    if (line.at === 'bug') found(line.why);
    if (line.at === 'unknown') found(`a call ended unknown though nothing was killed: ${line.why}`);
    if (line.at !== 'done') continue;
    counts++;
    kinds[line.op] = (kinds[line.op] ?? 0) + 1;
    if (line.op !== 'earn' && line.op !== 'spend') continue;
    const delta = line.op === 'earn' ? line.points : -line.points;
    if (written.get(line.source) !== delta)
      found(`${line.source} was acknowledged with ${delta} and is written with ${written.get(line.source)}`);
  }
  for (const { source } of entries) if (!asked.has(source.replace('spend:', ''))) found(`nobody asked for ${source}`);
  const report = await verifyLedger({ query: (text) => plot.rows(text) });
  const each = Object.entries(kinds).map(([op, count]) => `${count} ${op}`);
  return { counts, figure: `${each.join(', ')}; ${report.entries} entries, ${report.points} points` };
}
