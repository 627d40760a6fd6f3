import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { languages } from '../../src/words/index.ts';
import { protocolsDir, protocolsPresent } from '../phones/protocols.ts';
import { dropEmptied } from '../support/database.ts';
import { expectedOn, readStory, type Step, type Story, writeStory } from './story.ts';
import { lastClosed, type Place, type Told, tell } from './tell.ts';

// biome-ignore lint/style/noProcessEnv: whoever runs the tests says so
const { UPDATE: rewrites, STORIES: extent } = process.env;
const UPDATE = rewrites === '1';

/**
 * Every story of a folder as tests: in English on each of its stages, in the other languages on one of them in turn, or
 * on each with STORIES=all. UPDATE=1 rewrites what people read, on each.
 */
export function tellStories(folder: string): void {
  afterAll(async () => {
    await lastClosed();
    await dropEmptied();
  });
  if (!protocolsPresent)
    process.stderr.write(`Stories are told without the official specifications: none in ${protocolsDir}\n`);
  const where = join(import.meta.dirname, folder);
  const files = readdirSync(where).filter((file) => /^[\w]+(-[\w]+)*\.chat$/.test(file));
  if (UPDATE)
    describe(folder, () =>
      files.forEach((file) => void test.concurrent(file, () => rewrite(join(where, file)), 180_000)),
    );
  else
    readdirSync(where)
      .filter((one) => one.endsWith('.chat'))
      .sort()
      .forEach((file, at) => {
        compare(readStory(join(where, file)), at);
      });
}

/** What a translated story adds is its words, and those are nearly the same wherever they are read. */
function stagesOf({ language, stages }: Story, turn: number): Story['stages'] {
  return language === 'en' || extent === 'all' ? stages : [stages[turn % stages.length]!];
}

function compare(story: Story, turn: number): void {
  describe(`${story.headline} (${story.language})`, () => {
    test.concurrent.each(stagesOf(story, turn))(
      '$name',
      async (stage) => {
        const { read, problem } = await tell(story, stage);
        expect(script(story, stage.name, read)).toEqual(script(story, stage.name));
        if (problem) throw problem;
      },
      60_000,
    );
  });
}

/** The story as one text, with what was expected or with what was read. */
function script(story: Story, stage: string, read?: string[][]): string {
  const steps = story.steps.filter((step): step is Step => 'expected' in step);
  const told = read ? steps.slice(0, read.length) : steps;
  return told
    .filter(({ only }) => !only || only.includes(stage))
    .flatMap((step) => [
      step.line,
      ...(read ? orNothing(read[steps.indexOf(step)]!) : orNothing(expectedOn(step, stage))).map((line) => `  ${line}`),
    ])
    .join('\n');
}

const orNothing = (lines: string[]) => (lines.length > 0 ? lines : ['(nothing)']);

/** Writes a story anew in English, and makes or rewrites it in each other language. */
async function rewrite(file: string): Promise<void> {
  const taps = await rewriteOne(readStory(file));
  for (const language of languages.filter((one) => one !== 'en')) {
    const translated = file.replace(/\.chat$/, `.${language}.chat`);
    const made = existsSync(translated);
    // A story that is not there yet is the English one with the taps at the same places.
    const story = readStory(translated, readFileSync(made ? translated : file, 'utf8'));
    if (made || !story.steps.some((step) => 'comment' in step && /^# in English only/.test(step.comment)))
      await rewriteOne(story, made ? undefined : taps);
  }
}

async function rewriteOne(story: Story, taps?: Map<number, Place>): Promise<Map<number, Place>> {
  const told = await Promise.all(story.stages.map((stage) => tell(story, stage, taps)));
  const all = new Map<string, Told>(story.stages.map(({ name }, at) => [name, told[at]!]));
  const problems = [...all].filter(([, told]) => told.problem);
  const whole = new Map([...all].filter(([, told]) => !told.problem).map(([stage, told]) => [stage, told.read]));
  if (whole.size > 0)
    writeFileSync(story.file, writeStory(story, whole, new Map(told.toReversed().flatMap((one) => [...one.lines]))));
  if (problems.length > 0) {
    const said = problems.map(
      ([stage, { problem, read }]) =>
        `${story.file} on ${stage} after ${read.length} steps: ${(problem as Error).stack}\n${read.slice(-2).flat().join('\n')}`,
    );
    throw new Error(said.join('\n\n'));
  }
  return new Map(told.toReversed().flatMap((one) => [...one.taps]));
}
