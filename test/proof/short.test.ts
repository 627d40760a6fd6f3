import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openChance } from '../../proof/lib/chance.ts';
import { type Ground, groundOn } from '../../proof/lib/ground.ts';
import type { Proof, Yard } from '../../proof/lib/proof.ts';
import { proofs } from '../../proof/proofs.ts';

/** The faults that are planted here too; `npm run proof` plants them all. */
const PLANTS = /acknowledged early$|unique key|redemption_once|set balance|retry key/;
const LONGEST = 170_000;

let ground: Ground;
let folder: string;
let parts = 0;
beforeAll(() => {
  ground = groundOn(inject('server'), inject('template'));
  folder = mkdtempSync(join(tmpdir(), 'quanbot-proof-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function yard(): Yard {
  const own = join(folder, `${++parts}`);
  mkdirSync(own);
  const seed = Math.floor(performance.timeOrigin + performance.now()) % 1_000_000_000;
  return { ground, chance: openChance(seed), short: true, folder: own, say: () => undefined };
}

// They mostly wait for other processes, so they wait together.
const promises: Record<string, string> = {
  stock: 'stock is exact, and a repeat gives the same coupon, from several processes',
  crash: 'what was acknowledged outlives the processes and the database',
  'one-code': 'of a crowd with one code one redeems, and redeeming and undoing keep to the model',
  ledger: 'points add up at every look while many move them',
  events: 'each event has its effect and its answer once, however it is delivered and whenever the server dies',
  import: 'an import that was killed comes to what one that was not does',
  broadcast: 'a broadcast loses nobody and tells nobody twice, whatever the platforms and the sender do',
};

for (const proof of proofs) {
  test.concurrent(promises[proof.name]!, { timeout: LONGEST }, () => holds(proof));
  for (const plant of proof.plants.filter(({ fault }) => PLANTS.test(fault) && proof.name !== 'crash')) {
    test.concurrent(`the proof of ${proof.name} finds that ${plant.fault}`, { timeout: LONGEST }, async () => {
      const { problems } = await plant.run(yard());
      expect(problems).not.toEqual([]);
    });
  }
}

async function holds(proof: Proof): Promise<void> {
  const use = yard();
  const { problems, figure } = await proof.run(use);
  expect(problems, `${figure} (seed ${use.chance.seed})`).toEqual([]);
}
