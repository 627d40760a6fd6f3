import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openChance } from './lib/chance.ts';
import { leaveGround, openGround } from './lib/ground.ts';
import type { Findings, Proof, Yard } from './lib/proof.ts';
import { proofs } from './proofs.ts';

/*
 * npm run proof -- [name …] [--short] [--json] [--seed N] [--keep]
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean' },
    short: { type: 'boolean' },
    seed: { type: 'string' },
    keep: { type: 'boolean' },
  },
});
const say = (line: string) => void process.stderr.write(`${line}\n`);
const seed = Number(values.seed ?? Math.floor(performance.timeOrigin) % 1_000_000_000);
const wanted = proofs.filter(({ name }) => positionals.length === 0 || positionals.some((part) => name.includes(part)));
if (wanted.length === 0)
  throw new Error(`There is no such proof; there are ${proofs.map(({ name }) => name).join(', ')}`);

const folder = mkdtempSync(join(tmpdir(), 'quanbot-proof-'));
say(`Seed ${seed}${values.short ? ', short' : ''}. Histories: ${folder}`);
const ground = await openGround();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => void leaveGround().then(() => process.exit(130)));
}
let good = true;
try {
  for (const proof of wanted) good = (await prove(proof)) && good;
} finally {
  await ground.close();
  if (good && !values.keep) rmSync(folder, { recursive: true, force: true });
}
process.exitCode = good ? 0 : 1;

async function prove(proof: Proof): Promise<boolean> {
  const began = performance.now();
  say(`\n${proof.name}`);
  let part = 0;
  const yard = (): Yard => {
    const own = join(folder, `${proof.name}-${part++}`);
    mkdirSync(own);
    return {
      ground,
      chance: openChance(seed + part),
      short: values.short ?? false,
      folder: own,
      say: (line) => say(`  ${line}`),
    };
  };
  const { problems, figure } = await guarded(() => proof.run(yard()));
  for (const problem of problems) say(`  PROBLEM ${problem}`);
  say(`  ${problems.length === 0 ? 'holds' : 'DOES NOT HOLD'}: ${figure}`);
  let plantedFound = true;
  for (const { fault, run } of proof.plants) {
    const planted = await guarded(() => run({ ...yard(), short: true }), false);
    plantedFound &&= planted.problems.length > 0;
    say(`  planted: ${fault}: ${planted.problems.length > 0 ? `found, ${planted.problems[0]}` : 'NOT FOUND'}`);
  }
  say(`  ${Math.round((performance.now() - began) / 1000)} s`);
  const holds = problems.length === 0;
  if (values.json) process.stdout.write(`${JSON.stringify({ name: proof.name, holds, figure, plantedFound })}\n`);
  return holds && plantedFound;
}

/** A proof that breaks does not hold; a plant whose run breaks was not found by its checker. */
async function guarded(run: () => Promise<Findings>, counts = true): Promise<Findings> {
  try {
    return await run();
  } catch (error) {
    say(`  BROKE ${(error as Error).stack}`);
    return { problems: counts ? [`it broke: ${String(error)}`] : [], figure: 'none' };
  }
}
