import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { isLanguage, type Language } from '../../src/words/index.ts';

/** Something that happens in a story, and what people then read. */
export interface Step {
  /** The line as it stands in the file. */
  line: string;
  /** Only where the story is told on one of these channels. */
  only?: string[];
  /** Who says it; undefined for what happens otherwise (`later: 3 days`). */
  who?: string;
  /** What is typed, or the label that is tapped. */
  typed?: string;
  tapped?: string;
  /** What happens, and the rest of the line. */
  event?: string;
  about?: string;
  /** What people read: for everybody, or for one channel when it has lines of its own. */
  expected: { only?: string[]; text: string }[];
}

/** A conversation: one sentence, then who is where, then what is said. */
export interface Story {
  file: string;
  name: string;
  language: Language;
  headline: string;
  /** Where it is told: everybody's channel, or a channel for each with a short name for it all. */
  stages: { name: string; where: string }[];
  /** Lines that stand before the first step, kept when the file is rewritten. */
  steps: (Step | { comment: string })[];
}

export const CHANNELS = ['line', 'telegram', 'web', 'terminal'];
/** Lines that are no person's; everything else before a colon is a name. */
const EVENTS =
  /^(at|later|bought|store|campaign|staff|joined|joined without offers|birthday|the senders|again|blocks|speaks|name|contact|page|follows|says nothing)$/;

/** Reads a `.chat` file; `name.zh-hant.chat` is the story `name` in that language. */
export function readStory(file: string, text = readFileSync(file, 'utf8')): Story {
  const [, name, tag = 'en'] = /^(.*?)(?:\.(zh-\w+))?\.chat$/.exec(basename(file))!;
  if (!isLanguage(tag)) throw new Error(`${file}: no language of ours`);
  const [headline = '', ...lines] = text.split('\n');
  const story: Story = { file, name: name!, language: tag, headline, stages: [], steps: [] };
  for (const line of lines) {
    const [, short, on] = /^told on(?: ([\w-]+))?: (.*)$/.exec(line) ?? [];
    if (on) story.stages.push({ name: short ?? on, where: on });
    else if (line.trim() === '' || line.startsWith('#')) story.steps.push({ comment: line });
    else if (line.startsWith('  ')) expectation(story, line);
    else story.steps.push(readStep(line, file));
  }
  if (story.stages.length === 0) story.stages = CHANNELS.map((name) => ({ name, where: name }));
  return story;
}

function expectation(story: Story, line: string): void {
  const step = story.steps.findLast((one) => 'expected' in one) as Step | undefined;
  if (!step) throw new Error(`${story.file}: nobody said anything before “${line}”`);
  const [, only, text] = /^ {2}(?:on ([\w, -]+): )?(.*)$/.exec(line)!;
  step.expected.push({ ...(only && { only: only.split(/, */) }), text: text! });
}

function readStep(line: string, file: string): Step {
  const [, only, rest] = /^(?:on ([\w, -]+): )?(.*)$/.exec(line)!;
  const common = { line, ...(only && { only: only.split(/, */) }), expected: [] };
  const [, who, said] = /^([\w -]+): (.*)$/.exec(rest!) ?? [];
  if (who && EVENTS.test(who)) return { ...common, event: who, about: said };
  if (who && said) {
    const tapped = /^\[(.+)\]$/.exec(said)?.[1];
    return { ...common, who, ...(tapped ? { tapped } : { typed: said }) };
  }
  const [, person, act, about = ''] =
    /^(\w[\w-]*) (speaks|is called|has|blocks|shares|follows|sends)\s*(.*)$/.exec(rest!) ?? [];
  if (person) return { ...common, event: act!, who: person, about };
  const [, sender] = /^the senders (rest|work)$/.exec(rest!) ?? [];
  if (sender) return { ...common, event: 'the senders', about: sender };
  throw new Error(`${file}: I cannot read “${line}”`);
}

/** What is expected on a stage: its own lines where it has some, else everybody's. */
export function expectedOn(step: Step, stage: string): string[] {
  const own = step.expected.filter(({ only }) => only?.includes(stage));
  return (own.length > 0 ? own : step.expected.filter(({ only }) => !only)).map(({ text }) => text);
}

/** The file with what people read replaced; a stage that differs from most gets lines of its own. */
export function writeStory(story: Story, read: Map<string, string[][]>, spoken: Map<number, string>): string {
  const stages = [...read.keys()];
  let at = -1;
  const lines = story.steps.flatMap((step) => {
    if ('comment' in step) return [step.comment];
    at += 1;
    const said = new Map<string, string[]>();
    for (const stage of stages) {
      if (step.only && !step.only.includes(stage)) continue;
      const text = (read.get(stage)![at] ?? []).join('\n');
      said.set(text, [...(said.get(text) ?? []), stage]);
    }
    const [most, ...others] = [...said].sort((a, b) => b[1].length - a[1].length);
    const bubbles = (text: string) => (text ? text.split('\n') : []);
    const own = others.flatMap(([text, on]) =>
      (text ? bubbles(text) : ['(nothing)']).map((one) => `  on ${on.join(', ')}: ${one}`),
    );
    return [spoken.get(at) ?? step.line, ...bubbles(most?.[0] ?? '').map((one) => `  ${one}`), ...own];
  });
  const everywhere = story.stages.map(({ name }) => name).join() === CHANNELS.join();
  const told = story.stages.map(({ name, where }) =>
    name === where ? `told on: ${where}` : `told on ${name}: ${where}`,
  );
  return `${[story.headline, ...(everywhere ? [] : told), ...lines].join('\n').trimEnd()}\n`;
}
