import { join } from 'node:path';
import { verifyLedger } from '../src/points/verify.ts';
import { type Hand, startHands, surely, together } from './lib/crew.ts';
import type { Plot } from './lib/ground.ts';
import { type History, openHistory } from './lib/history.ts';
import { joinPeople, publish } from './lib/people.ts';
import { type Findings, openFindings, type Proof, type Yard } from './lib/proof.ts';

/** `from` and `to` count what the generator did, so that two calls that did not overlap have an order. */
type Line =
  | { at: 'tries'; op: 'redeem' | 'undo'; coupon: string; call: number; from: number; redemption?: string }
  | { at: 'done'; op: 'redeem' | 'undo'; coupon: string; call: number; to: number; redemption: string }
  | { at: 'refused' | 'unknown' | 'bug'; coupon: string; call: number; why: string };

interface Size {
  codes: number;
  callers: number;
  storms: number;
  steps: number;
  processes: number;
}

const POINTS = 10;

/** A crowd at one code, code after code; then redeeming and undoing at random. */
export const oneCode: Proof = {
  name: 'one-code',
  async run(yard) {
    const size = yard.short
      ? { codes: 8, callers: 50, storms: 4, steps: 8 }
      : { codes: 200, callers: 50, storms: 40, steps: 40 };
    return crowd(yard, await yard.ground.plot(), { ...size, processes: yard.short ? 2 : 4 });
  },
  plants: [
    {
      fault: 'the index redemption_once is gone and the update is unconditional',
      run: async (yard) => {
        const plot = await yard.ground.plot(loosen);
        return crowd(yard, plot, { codes: 10, callers: 50, storms: 0, steps: 0, processes: 1 });
      },
    },
  ],
};

async function loosen(ask: (text: string) => Promise<unknown>): Promise<void> {
  await ask('drop index redemption_once');
  const [{ text }] = (await ask(`select pg_get_functiondef('redeem_coupons'::regproc) as text`)) as [{ text: string }];
  const without = text.replace("where l.state = 'issued' and l.valid_until > p_now", '');
  if (without === text) throw new Error('there is no condition to take away');
  await ask(without);
}

async function crowd(yard: Yard, plot: Plot, size: Size): Promise<Findings> {
  const { chance, folder } = yard;
  const history = openHistory<Line>(join(folder, 'history'));
  const people = await joinPeople(plot, size.codes + size.storms, 'p');
  const campaignId = await publish(plot, { ref: 'POINTS', terms: { kind: 'points', points: POINTS } });
  const hands = await startHands(size.processes, plot.connection);
  const coupons: string[] = [];
  await together(people, 8, async (customerId) => {
    const result = await surely(() => chance.one(hands), 'claim', { customerId, campaignId });
    if (!('done' in result)) throw new Error(JSON.stringify(result));
    coupons.push(result.done.couponId);
  });

  const calls = caller(history, () => chance.one(hands));
  const began = performance.now();
  await together(coupons.slice(0, size.codes), 4, async (coupon) => {
    await Promise.all(Array.from({ length: size.callers }, () => calls.redeem(coupon)));
  });
  const seconds = (performance.now() - began) / 1000;
  await together(coupons.slice(size.codes), 8, async (coupon) => {
    let last: string | undefined;
    const step = async () => {
      if (chance.in(0.5) || !last) last = (await calls.redeem(coupon)) ?? last;
      else await calls.undo(coupon, last);
    };
    for (let n = 0; n < size.steps; n++) await Promise.all([step(), step(), step()]);
  });
  await Promise.all(hands.map((hand) => hand.close()));

  const found = await check(plot, coupons.slice(0, size.codes), history.read());
  history.close();
  await plot.drop();
  const rate = Math.round((size.codes * size.callers) / seconds);
  return {
    ...found,
    figure: `${size.callers} callers on each of ${size.codes} codes from ${size.processes} processes (${rate}/s), then ${size.storms * size.steps * 3} redemptions and undos at random: ${found.figure}`,
  };
}

function caller(history: History<Line>, hand: () => Hand) {
  let clock = 0;
  let calls = 0;
  const note = (coupon: string, call: number, result: object) => {
    const at = 'refused' in result ? 'refused' : 'bug' in result ? 'bug' : 'unknown';
    history.write({ at, coupon, call, why: Object.values(result).join() });
  };
  return {
    async redeem(coupon: string): Promise<string | undefined> {
      const call = ++calls;
      history.write({ at: 'tries', op: 'redeem', coupon, call, from: ++clock });
      const result = await surely(hand, 'redeem', { couponId: coupon });
      if (!('done' in result)) return void note(coupon, call, result);
      const redemption = result.done.redemptionId;
      history.write({ at: 'done', op: 'redeem', coupon, call, to: ++clock, redemption });
      return redemption;
    },
    async undo(coupon: string, redemption: string): Promise<void> {
      const call = ++calls;
      history.write({ at: 'tries', op: 'undo', coupon, call, from: ++clock, redemption });
      const result = await surely(hand, 'undo', { redemptionId: redemption });
      if (!('done' in result)) return note(coupon, call, result);
      history.write({ at: 'done', op: 'undo', coupon, call, to: ++clock, redemption });
    },
  };
}

interface Use {
  redemption: string;
  from: number;
  to: number;
  undo?: { from: number; to: number };
}

async function check(plot: Plot, crowded: string[], lines: Line[]): Promise<Findings> {
  const { problems, found } = openFindings();
  const uses = usesOf(lines, found);
  const once = new Set(crowded);
  let redeemed = 0;
  let undone = 0;
  for (const [coupon, all] of uses) {
    if (once.has(coupon) && all.length !== 1) found(`coupon ${coupon} was redeemed ${all.length} times`);
    redeemed += all.length;
    undone += all.filter(({ undo }) => undo).length;
    for (const use of all) {
      // A later use needs that the earlier one was taken back, or began to be, before it was told.
      const beside = all.find(
        (other) => other !== use && other.from > use.to && !(use.undo && use.undo.from < other.to),
      );
      if (beside) found(`coupon ${coupon} was redeemed again while redemption ${use.redemption} stood`);
    }
    if (all.filter(({ undo }) => !undo).length > 1) found(`coupon ${coupon} is redeemed twice at once`);
  }
  const rows = await plot.rows<{ id: string; state: string; open: string[]; every: number; balance: string }>(
    `select c.id, c.state, coalesce(array_agg(r.id) filter (where r.id is not null and r.undone_at is null), '{}') as open,
       count(r.id)::int as every, coalesce(max(a.balance), 0) as balance
     from coupon c left join redemption r on r.coupon_id = c.id left join points_account a on a.customer_id = c.customer_id group by c.id`,
  );
  for (const { id, state, open, every, balance } of rows) {
    const all = uses.get(id) ?? [];
    const model = all.filter(({ undo }) => !undo).map(({ redemption }) => redemption);
    if (every !== all.length) found(`coupon ${id} has ${every} redemptions, ${all.length} were acknowledged`);
    if ([...open].sort().join() !== model.sort().join())
      found(`coupon ${id}: other redemptions are open than the model says`);
    if (state !== (model.length > 0 ? 'redeemed' : 'issued')) found(`coupon ${id} is ${state}`);
    if (Number(balance) !== model.length * POINTS) found(`the holder of ${id} has ${balance} points`);
  }
  const ledger = await verifyLedger({ query: (text) => plot.rows(text) });
  if (ledger.differences.length > 0) found(`${ledger.differences.length} accounts do not add up`);
  return {
    problems,
    figure: `${crowded.length} codes redeemed exactly once, ${redeemed - crowded.length} more redeemed and ${undone} undone as the model says, ${ledger.entries} points entries with ${ledger.differences.length} differences`,
  };
}

function usesOf(lines: Line[], found: (problem: string) => void): Map<string, Use[]> {
  const uses = new Map<string, Use[]>();
  const begun = new Map<number, number>();
  const byRedemption = new Map<string, Use>();
  for (const line of lines) {
    if (line.at === 'tries') begun.set(line.call, line.from);
    if (line.at === 'bug') found(line.why);
    if (line.at === 'unknown') found(`a call ended unknown though nothing was killed: ${line.why}`);
    if (line.at !== 'done') continue;
    const from = begun.get(line.call)!;
    if (line.op === 'redeem') {
      const use = { redemption: line.redemption, from, to: line.to };
      uses.set(line.coupon, [...(uses.get(line.coupon) ?? []), use]);
      byRedemption.set(line.redemption, use);
    } else {
      const use = byRedemption.get(line.redemption);
      if (!use || use.undo) found(`redemption ${line.redemption} was undone ${use ? 'twice' : 'without having been'}`);
      else use.undo = { from, to: line.to };
    }
  }
  return uses;
}
