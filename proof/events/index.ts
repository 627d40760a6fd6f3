import { join } from 'node:path';
import { pause, together } from '../lib/crew.ts';
import type { Plot } from '../lib/ground.ts';
import { openHistory } from '../lib/history.ts';
import { codes, publish } from '../lib/people.ts';
import type { Findings, Proof, Yard } from '../lib/proof.ts';
import { prepareShop, type Shop } from '../lib/shop.ts';
import { check } from './check.ts';
import { type Line, openPost, type Speaker } from './post.ts';

interface Size {
  /** People on each platform. */
  people: number;
  campaigns: number;
  clerks: number;
  kills: number;
  /** Milliseconds in which everything that is owed has to be said. */
  patience: number;
}

const CODES_EACH = 3;

/** Real webhooks to the real server: repeated, at once, out of order, cut off; and the server killed after its answer. */
export const events: Proof = {
  name: 'events',
  run: async (yard) =>
    hear(
      yard,
      await yard.ground.plot(),
      yard.short
        ? { people: 10, campaigns: 2, clerks: 2, kills: 1, patience: 90_000 }
        : { people: 250, campaigns: 6, clerks: 20, kills: 5, patience: 150_000 },
    ),
  plants: [
    {
      fault: 'the inbox takes each delivery for a new event',
      run: async (yard) =>
        hear(yard, await yard.ground.plot(forgetful), {
          people: 8,
          campaigns: 2,
          clerks: 2,
          kills: 0,
          patience: 2_000,
        }),
    },
  ],
};

async function forgetful(ask: (text: string) => Promise<unknown>): Promise<void> {
  await ask(`create function forget_event() returns trigger language plpgsql as $$
    begin new.event_id := new.event_id || '/' || gen_random_uuid(); return new; end $$`);
  await ask('create trigger forget_event before insert on inbox_event for each row execute function forget_event()');
}

async function hear(yard: Yard, plot: Plot, size: Size): Promise<Findings> {
  const { chance, folder } = yard;
  const refs = Array.from({ length: size.campaigns }, (_, n) => `DROP${n}`);
  for (const ref of refs) await publish(plot, { ref, terms: { amountMinor: 5_000 } });
  const shop = await prepareShop({ plot, folder });
  const history = openHistory<Line>(join(folder, 'history'));
  try {
    await shop.open();
    const post = openPost(shop, chance, history);
    const people = speakers(shop, post, size.people);
    const began = performance.now();

    const all = 2 * size.people * (2 + size.campaigns);
    const killing = killAfterAnswers(shop, post, size.kills, all, yard);
    await together(people, 32, async (one) => {
      await one.say('/start');
      await one.say('/agree 2026-11 all');
      const wishes = chance.shuffle(refs.map((ref) => `/claim ${ref}`));
      // Out of order: two are under way at once, and the second goes first.
      for (let n = 0; n < wishes.length; n++) {
        if (n + 1 < wishes.length && chance.in(0.1)) {
          const second = one.say(wishes[n + 1]!);
          await pause(5);
          await Promise.all([second, one.say(wishes[n++]!)]);
        } else await one.say(wishes[n]!);
      }
    });
    await redeemAll(plot, people, size);
    killing.stop();
    await post.laggards();
    const seconds = (performance.now() - began) / 1000;
    await untilSaid(plot, yard, size.patience);
    const found = await check(plot, shop, history.read());
    return {
      ...found,
      figure: `${killing.count()} kills of the server right after an answer, ${seconds.toFixed(0)} s: ${found.figure}`,
    };
  } finally {
    history.close();
    await shop.close();
    await plot.drop();
  }
}

function speakers({ line, telegram }: Shop, post: ReturnType<typeof openPost>, count: number): Speaker[] {
  return Array.from({ length: count }, (_, n) => [
    post.onLine(line.person(`p${n}`)),
    post.onTelegram(telegram.person(5_000 + n, { met: true })),
  ]).flat();
}

/** A part of the people work here: they redeem what the others got, and each takes the last one back. */
async function redeemAll(plot: Plot, people: Speaker[], size: Size) {
  const clerks = people.slice(0, size.clerks);
  const addresses = clerks.map(({ address }) => address);
  await plot.rows(
    `insert into staff (customer_id, role, created_at) select customer_id, 'clerk', now() from identity where address = any($1)`,
    [addresses],
  );
  const coupons = await plot.rows<{ id: string }>(
    `select c.id from coupon c join identity i on i.customer_id = c.customer_id where i.address <> all($1) order by c.id limit $2`,
    [addresses, size.clerks * CODES_EACH],
  );
  await together(clerks, 16, async (clerk) => {
    for (const { id } of coupons.splice(0, CODES_EACH)) await clerk.say(`/redeem ${codes.codeOf(id)} 150`);
    await clerk.say('/undo');
  });
}

/** Kills the server the moment it has acknowledged something, so many times over the whole run. */
function killAfterAnswers(shop: Shop, post: ReturnType<typeof openPost>, kills: number, all: number, yard: Yard) {
  let count = 0;
  let opening: Promise<void> | undefined;
  post.onAnswer((answers) => {
    if (opening || count >= kills || answers < ((count + 1) * all) / (kills + 1)) return;
    shop.kill();
    count++;
    yard.say(`kills the server after ${answers} acknowledgements`);
    opening = shop.open().finally(() => {
      opening = undefined;
    });
    void opening.catch((error) => yard.say(String(error)));
  });
  return { stop: () => post.onAnswer(() => undefined), count: () => count };
}

/** Until everything has been said that is owed: a forgotten answer waits for half a minute, and a lease for as long. */
async function untilSaid(plot: Plot, yard: Yard, patience: number): Promise<void> {
  const end = performance.now() + patience;
  for (let told = false; ; told = true) {
    const [open] = await plot.rows<{ n: number }>(
      `select ((select count(*) from inbox_event where answered_at is null) + (select count(*) from inbox_waiting)
         + (select count(*) from delivery where state = 'waiting'))::int as n`,
    );
    if (open!.n === 0) return;
    if (!told) yard.say(`waits for ${open!.n} answers and receipts`);
    // What is never said in the end is for the checker to find.
    if (performance.now() > end) return;
    await pause(250);
  }
}
