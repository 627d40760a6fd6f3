import { verifyLedger } from '../../src/points/verify.ts';
import type { Plot } from '../lib/ground.ts';
import { codes } from '../lib/people.ts';
import { type Findings, openFindings } from '../lib/proof.ts';
import type { Line } from './live.ts';

/** What the outside record says of one person. */
interface Life {
  claimed?: string;
  redeemed: Set<string>;
  undone: Set<string>;
  /** Acts whose end nobody knows, because nobody asked again. */
  open: { act: Line['act']; of?: string }[];
}

/** Everything that was acknowledged is there, nothing is there that nobody asked for, and all counters agree. */
export async function check(plot: Plot, campaign: string, lines: Line[]): Promise<Findings> {
  const { problems, found, count } = openFindings();
  const { lives, acknowledged, unknown, committed, gaveUp } = readLives(lines, found);

  const coupons = await plot.rows<{ id: string; who: string; state: string }>(
    `select c.id, c.state, i.address as who from coupon c join identity i on i.customer_id = c.customer_id where c.campaign_id = $1`,
    [campaign],
  );
  const redemptions = await plot.rows<{ id: string; who: string; open: boolean }>(
    `select r.id, i.address as who, r.undone_at is null as open from redemption r join identity i on i.customer_id = r.customer_id`,
  );
  const uses = Map.groupBy(redemptions, ({ who }) => who);
  const held = Map.groupBy(coupons, ({ who }) => who);
  for (const [who, life] of lives) checkLife(who, life, held.get(who) ?? [], uses.get(who) ?? [], found);
  for (const { who } of coupons) if (!lives.has(who)) found(`${who} holds a coupon and never asked`);

  const figures = await checkCounters(plot, campaign, found);
  return {
    problems,
    figure: `${count()} of ${acknowledged} acknowledged lost or wrong; ${unknown} ambiguous, of which ${committed} had committed when asked again and ${gaveUp} were never asked again; ${figures}`,
  };
}

function readLives(lines: Line[], found: (problem: string) => void) {
  const lives = new Map<string, Life>();
  const doubtful = new Set<string>();
  const asked = new Map<string, { act: Line['act']; of?: string }>();
  let acknowledged = 0;
  let unknown = 0;
  let committed = 0;
  let gaveUp = 0;
  for (const line of lines) {
    const life = lives.get(line.who) ?? { redeemed: new Set(), undone: new Set(), open: [] };
    lives.set(line.who, life);
    if (line.at === 'bug') found(`${line.event}: ${line.why}`);
    if (line.at === 'asks') asked.set(line.event, { act: line.act, ...(line.of ? { of: line.of } : {}) });
    if (line.at === 'unknown') {
      unknown++;
      doubtful.add(line.event);
    }
    if (line.at === 'gave-up') {
      gaveUp++;
      life.open.push(asked.get(line.event)!);
    }
    if (line.at !== 'answered') continue;
    acknowledged++;
    asked.delete(line.event);
    if (line.again && doubtful.has(line.event)) committed++;
    if (line.act === 'claim' && line.code) life.claimed = line.code;
    else if (line.act === 'redeem' && line.redemption) life.redeemed.add(line.redemption);
    else if (line.act === 'undo') life.undone.add(line.of!);
    else found(`${line.event} was answered: ${line.text}`);
  }
  return { lives, acknowledged, unknown, committed, gaveUp };
}

function checkLife(
  who: string,
  { claimed, redeemed, undone, open }: Life,
  coupons: { id: string; state: string }[],
  uses: { id: string; open: boolean }[],
  found: (problem: string) => void,
): void {
  const perhaps = (act: string) => open.some((one) => one.act === act);
  const [coupon] = coupons;
  if (coupons.length > 1) found(`${who} holds ${coupons.length} coupons`);
  if (claimed && (!coupon || codes.codeOf(coupon.id) !== claimed)) found(`${who} was given ${claimed} and lacks it`);
  if (!claimed && coupon && !perhaps('claim')) found(`${who} holds a coupon that was never claimed`);
  const there = new Map(uses.map((use) => [use.id, use.open]));
  for (const id of redeemed) {
    const takenBack = undone.has(id);
    const perhapsBack = open.some((one) => one.act === 'undo' && one.of === id);
    if (!there.has(id)) found(`${who}: the acknowledged redemption ${id} is lost`);
    else if (takenBack && there.get(id)) found(`${who}: the acknowledged undo of ${id} is lost`);
    else if (!takenBack && !perhapsBack && !there.get(id)) found(`${who}: ${id} was taken back by nobody`);
  }
  const more = uses.filter(({ id }) => !redeemed.has(id)).length;
  if (more > (perhaps('redeem') ? 1 : 0)) found(`${who}: ${more} redemptions that nobody was told of`);
  const state = uses.some((use) => use.open) ? 'redeemed' : 'issued';
  if (coupon && coupon.state !== state) found(`${who}: the coupon is ${coupon.state}, its redemptions say ${state}`);
}

async function checkCounters(plot: Plot, campaign: string, found: (problem: string) => void): Promise<string> {
  const [row] = await plot.rows<Record<'claimed' | 'coupons' | 'committed' | 'owed' | 'balances' | 'points', string>>(
    `select c.claimed, c.committed_minor as committed,
       (select count(*) from coupon where campaign_id = c.id) as coupons,
       (select coalesce(sum(worst_minor), 0) from coupon where campaign_id = c.id and state = 'issued')
         + (select coalesce(sum(discount_minor), 0) from redemption where campaign_id = c.id and undone_at is null) as owed,
       (select coalesce(sum(balance), 0) from points_account) as balances,
       (select coalesce(sum(points), 0) from purchase where voided_at is null) as points
     from campaign c where c.id = $1`,
    [campaign],
  );
  const { claimed, coupons, committed, owed, balances, points } = row!;
  if (Number(claimed) !== Number(coupons)) found(`the campaign counts ${claimed} coupons, there are ${coupons}`);
  if (Number(committed) !== Number(owed)) found(`the campaign has committed ${committed}, recomputed ${owed}`);
  if (Number(balances) !== Number(points)) found(`balances are ${balances}, open purchases gave ${points}`);
  const ledger = await verifyLedger({ query: (text) => plot.rows(text) });
  for (const one of ledger.differences) found(`the account of ${one.customerId} does not add up`);
  return `${coupons} coupons = counter, ${committed} committed = recomputed, ${balances} points = purchases, ${ledger.differences.length} ledger differences`;
}
