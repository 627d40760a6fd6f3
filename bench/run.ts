import { beside } from './beside.ts';
import { broadcast } from './broadcast.ts';
import { claims } from './claims.ts';
import { type Bench, meets, type Told } from './figure.ts';
import { flash } from './flash.ts';
import { jobs } from './jobs.ts';
import { brief } from './measure.ts';
import { memory } from './memory.ts';
import { redeem } from './redeem.ts';
import { reports } from './reports.ts';
import { segments } from './segments.ts';
import { sender } from './sender.ts';
import { suggestions } from './suggestions.ts';
import { webhook } from './webhook.ts';

// `npm run bench [-- [--json] [--short] [--people=N] [name …]]`: each figure is a ratio to a reference measured in the same run.
export const benches: Bench[] = [
  claims,
  flash,
  webhook,
  redeem,
  broadcast,
  beside,
  sender,
  segments,
  jobs,
  memory,
  suggestions,
  reports,
];

const say = (line: string) => process.stderr.write(`${line}\n`);

function show({ name, value, unit, floor, goal, better, reference, detail, ...rest }: Told, json: boolean): boolean {
  const figure = { name, value, unit, floor, goal, better, reference, ...rest };
  const met = meets(figure);
  const sign = better === 'higher' ? '≥' : '≤';
  const bounds = floor === null ? '' : `floor ${sign} ${floor}, goal ${sign} ${goal}`;
  const verdict = floor === null ? ' ' : !met ? '✗' : meets(figure, goal) ? '★' : '✓';
  say(`  ${verdict} ${name}: ${brief(value)} ${unit}  ${bounds}\n      ${detail}\n      against ${reference}`);
  if (json) process.stdout.write(`${JSON.stringify({ name, value, unit, better, floor, goal, reference })}\n`);
  return met;
}

async function main(args: string[]): Promise<number> {
  const flags = new Set(args.filter((arg) => arg.startsWith('--')));
  const wanted = args.filter((arg) => !arg.startsWith('--'));
  const people = Number(/--people=(\d+)/.exec([...flags].join(' '))?.[1] ?? 0);
  const unknown = [...flags].find((flag) => !/^--(json|short|people=\d+)$/.test(flag));
  const chosen = benches.filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
  if (unknown || chosen.length === 0) {
    say(`bench [--json] [--short] [--people=N] [name …]; names: ${benches.map(({ name }) => name).join(', ')}`);
    return 2;
  }
  let missed = 0;
  const began = performance.now();
  for (const bench of chosen) {
    const at = performance.now();
    say(`\n${bench.name}: ${bench.about}`);
    const found = (figure: Told) => {
      if (!show(figure, flags.has('--json'))) missed++;
    };
    const figures = await bench.run({
      short: flags.has('--short'),
      log: (line) => say(`    … ${line}`),
      found,
      ...(people && { people }),
    });
    figures.forEach(found);
    say(`    (${brief((performance.now() - at) / 1000)} s)`);
  }
  say(
    `\n${brief((performance.now() - began) / 1000)} s in all; ${missed === 0 ? 'every floor is met' : `${missed} below the floor`}`,
  );
  if (people) say('With a number of people of its own, no floor is meant.');
  if (flags.has('--short')) say('Short runs measure nothing: they show that the benches work.');
  return missed > 0 && !flags.has('--short') && !people ? 1 : 0;
}

// Timers that a closed sender leaves behind are not worth ten seconds of waiting.
process.exit(await main(process.argv.slice(2)));
