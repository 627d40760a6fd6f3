import { join } from 'node:path';
import { pause, startHands, together } from './lib/crew.ts';
import type { Plot } from './lib/ground.ts';
import { openHistory } from './lib/history.ts';
import { codes, joinPeople, plainCode, publish } from './lib/people.ts';
import { type Findings, openFindings, type Proof, type Yard } from './lib/proof.ts';

/** Before a call: who asks, in which event. After it: what was answered. */
type Line =
  | { at: 'asks'; who: string; event: string }
  | { at: 'answered'; who: string; event: string; code: string | null; text: string }
  | { at: 'unknown' | 'bug'; who: string; event: string; why: string };

interface Size {
  people: number;
  stock: number;
  processes: number;
  early?: boolean;
}

/** Many people, impatient ones, on little stock, from several processes. */
export const stock: Proof = {
  name: 'stock',
  async run(yard) {
    const size = yard.short ? { people: 600, stock: 60 } : { people: 20_000, stock: 1_000 };
    return rush(yard, await yard.ground.plot(), { ...size, processes: yard.short ? 2 : 4 });
  },
  plants: [
    {
      fault: 'claims are acknowledged early',
      run: async (yard) => rush(yard, await yard.ground.plot(), { people: 200, stock: 30, processes: 1, early: true }),
    },
    {
      fault: 'the unique key and the lock of the campaign are gone',
      run: async (yard) => rush(yard, await yard.ground.plot(unlock), { people: 200, stock: 5_000, processes: 2 }),
    },
  ],
};

// The key alone is a second line: the lock makes the statement see what was claimed. So both go.
async function unlock(ask: (text: string) => Promise<unknown>): Promise<void> {
  await ask('alter table coupon drop constraint coupon_customer_id_campaign_id_seq_key');
  const [{ text }] = (await ask(`select pg_get_functiondef('claim_coupons'::regproc) as text`)) as [{ text: string }];
  const free = text.replace('where id = p_campaign for no key update', 'where id = p_campaign');
  // Time enough before the commit for the others to look, also on a busy machine.
  const without = free.replace('  if won > 0 then', '  perform pg_sleep(0.3);\n  if won > 0 then');
  if (free === text || without === free) throw new Error('there is no lock to take away');
  await ask(without);
}

async function rush(yard: Yard, plot: Plot, { people, stock: most, processes, early }: Size): Promise<Findings> {
  const { chance, folder } = yard;
  const history = openHistory<Line>(join(folder, 'history'));
  await joinPeople(plot, people, 'p');
  const campaign = await publish(plot, { ref: 'LATTE', stock: most, terms: { amountMinor: 5_000 } });
  const hands = await startHands(processes, plot.connection, early ? { early } : {});

  // Everybody asks one to five times: the platform repeats an event, or the person taps again.
  const asks: { who: string; event: string; place: number }[] = [];
  for (let n = 1; n <= people; n++) {
    for (let copy = 0, copies = chance.whole(1, 5); copy < copies; copy++) {
      const event = copy === 0 || chance.in(0.5) ? `e${n}` : `e${n}.${copy}`;
      asks.push({ who: `p${n}`, event, place: n + chance.next() * 400 });
    }
  }
  asks.sort((one, other) => one.place - other.place);
  const began = performance.now();
  await together(asks, 256 * processes, async ({ who, event }) => {
    for (let tries = 0; tries < 5; tries++) {
      history.write({ at: 'asks', who, event });
      const inbound = { id: event, channel: 'terminal', from: who, text: '/claim LATTE' };
      const result = await chance.one(hands).call('hear', inbound);
      if ('done' in result) {
        const { code = null, text } = result.done;
        return history.write({ at: 'answered', who, event, code: code && plainCode(code), text });
      }
      history.write({ at: 'bug' in result ? 'bug' : 'unknown', who, event, why: JSON.stringify(result) });
      await pause(100);
    }
  });
  const seconds = (performance.now() - began) / 1000;
  if (early) await pause(500);
  await Promise.all(hands.map((hand) => hand.close()));
  const found = await check(plot, campaign, history.read(), Math.min(most, people));
  history.close();
  await plot.drop();
  return {
    ...found,
    figure: `${asks.length} claims of ${people} people from ${processes} processes in ${seconds.toFixed(1)} s: ${found.figure}`,
  };
}

async function check(plot: Plot, campaign: string, lines: Line[], wanted: number): Promise<Findings> {
  const { problems, found } = openFindings();
  const coupons = await plot.rows<{ id: string; who: string }>(
    `select c.id, i.address as who from coupon c join identity i on i.customer_id = c.customer_id where campaign_id = $1`,
    [campaign],
  );
  const [{ claimed } = { claimed: -1 }] = await plot.rows<{ claimed: number }>(
    'select claimed from campaign where id = $1',
    [campaign],
  );
  if (coupons.length !== wanted) found(`${coupons.length} coupons, and there should be ${wanted}`);
  if (claimed !== coupons.length) found(`the campaign counts ${claimed}, there are ${coupons.length}`);

  const held = new Map<string, string>();
  for (const { id, who } of coupons) {
    if (held.has(who)) found(`${who} holds two coupons`);
    held.set(who, codes.codeOf(id));
  }
  const said = new Map<string, string>();
  const unanswered = new Set(lines.map(({ event }) => event));
  let acknowledged = 0;
  let repeats = 0;
  let unknown = 0;
  for (const line of lines) {
    if (line.at === 'bug') found(`${line.who}: ${line.why}`);
    if (line.at === 'unknown') unknown++;
    if (line.at !== 'answered') continue;
    const { who, event, code, text } = line;
    unanswered.delete(event);
    if (code) acknowledged++;
    if (code && held.get(who) !== code) found(`${who} was given ${code} and holds ${held.get(who) ?? 'nothing'}`);
    if (!code && held.has(who)) found(`${who} was told no and holds a coupon`);
    const before = said.get(event);
    if (before !== undefined) repeats++;
    if (before !== undefined && before !== text) found(`${event} was answered in two ways: ${before} / ${text}`);
    said.set(event, text);
  }
  if (unanswered.size > 0) found(`${unanswered.size} events were never answered`);
  const figure = `${coupons.length} issued, as there should be, at most 1 a person, ${acknowledged} acknowledgements all true, ${repeats} repeated events answered the same, ${unknown} unknown`;
  return { problems, figure };
}
