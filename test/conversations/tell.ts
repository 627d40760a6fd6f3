import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Message } from '../../src/chat/channel.ts';
import { spellCode } from '../../src/lib/codes.ts';
import { languages, type Words } from '../../src/words/index.ts';
import type { LinePhone } from '../phones/line/person.ts';
import { type Bubble, type Phone, spell } from '../phones/phone.ts';
import type { TelegramPhone } from '../phones/telegram/phone-of.ts';
import type { FakeTelegram } from '../phones/telegram.ts';
import { openTestShop, type TestShop } from '../support/shop.ts';
import { openSecrets, type Secrets } from './secrets.ts';
import { openStage } from './stage.ts';
import { CHANNELS, type Step, type Story } from './story.ts';

/** Nine o'clock where the shop is. */
const OPENING = new Date('2027-03-01T01:00:00Z');

/** Where a button stood: so many bubbles with it from below, and its place there. */
export interface Place {
  bubble: number;
  button: number;
}

/** A story as it went on one stage: what was read at each step. */
export interface Told {
  read: string[][];
  /** Labels that were tapped, by step, and where they stood. */
  taps: Map<number, Place>;
  /** Lines that another language says otherwise than the file. */
  lines: Map<number, string>;
  problem?: unknown;
}

const closing: Promise<void>[] = [];

/** Waits until every shop in which a story was told is closed; fails when one does not close as it should. */
export async function lastClosed(): Promise<void> {
  await Promise.all(closing.splice(0));
}

/** Tells a story in a shop of its own and writes down what people read. `taps` are used in place of the labels. */
export async function tell(
  story: Story,
  { name, where }: Story['stages'][number],
  taps?: Map<number, Place>,
): Promise<Told> {
  const shop = await openTestShop({ at: OPENING, channels: CHANNELS.filter((one) => where.includes(one)), idle: 5 });
  const refused = noteRefusals(shop);
  const stage = openStage(shop, where, story.language);
  const secrets = openSecrets(() => spellCode(shop.app.shop.codes.codeOf(randomUUID())));
  const told: Told = { read: [], taps: new Map(), lines: new Map() };
  try {
    const steps = story.steps.filter((step): step is Step => 'expected' in step);
    for (const [at, step] of steps.entries()) {
      told.read.push(step.only && !step.only.includes(name) ? [] : await take(step, at));
    }
    const wrong = [...shop.line.violations, ...shop.telegram.violations, ...spinning(shop.telegram), ...shop.logged];
    if (wrong.length > 0) throw new Error(`The platforms or the log complain:\n${wrong.join('\n')}`);
  } catch (error) {
    told.problem = error;
  } finally {
    // Nobody waits for it: the next story is told elsewhere.
    closing.push(shop.close());
  }
  return told;

  async function take(step: Step, at: number): Promise<string[]> {
    let answer: Bubble[] = [];
    if (step.event === 'speaks') stage.speaks(step.who!, step.about!);
    else if (step.event === 'is called') stage.isCalled(step.who!, step.about!);
    else if (step.who) {
      const phone = await stage.phoneOf(step.who);
      const label = step.tapped && taps?.has(at) ? labelAt(phone, taps.get(at)!) : step.tapped;
      if (label) {
        if (label !== step.tapped) told.lines.set(at, step.line.replace(`[${step.tapped}]`, `[${label}]`));
        told.taps.set(at, placeOf(phone, label));
      }
      answer = await speak(shop, phone, { ...step, ...(label && { tapped: label }) }, secrets);
      await shop.answered();
      answer = [...answer, ...phone.news()];
    } else {
      // The house remembers a sell-out for a second, which is no time at all unless clocks are moved.
      if (/^(at|later)$/.test(step.event!) && refused.some(({ code }) => code.startsWith('claim-gone')))
        await sleep(1_050);
      await stage.happens(step.event!, step.about ?? '');
    }
    await shop.deliver();
    const lines = answer.map((one) => written(one, refused, secrets));
    for (const [who, phone] of stage.people) {
      for (const bubble of latest(phone.news(), shop)) lines.push(`${who} hears: ${written(bubble, refused, secrets)}`);
    }
    return lines.filter(Boolean);
  }
}

async function speak(shop: TestShop, phone: Phone, step: Step, secrets: Secrets): Promise<Bubble[]> {
  if (step.typed !== undefined)
    return phone.type(secrets.fill(step.typed).replaceAll('\\n', '\n').replaceAll('\\u200e', '\u200e'));
  if (step.tapped !== undefined) return phone.tap(step.tapped);
  const there = phone as Partial<LinePhone & TelegramPhone>;
  const acts: Record<string, () => Promise<unknown>> = {
    blocks: async () => there.block?.(),
    follows: async () => (there.follow ? there.follow() : there.unblock?.()),
    has: async () => void shop.telegram.person(Number(phone.address), { phone: SAME_NUMBER }),
    shares: async () =>
      there.shareContact?.(
        step.about === 'a contact' ? { phone: '+886900000001', name: 'Somebody', userId: 4 } : undefined,
      ),
    sends: async () => there.say?.({ sticker: STICKER }) ?? there.event?.({ type: 'message', message: LINE_STICKER }),
  };
  const came = await acts[step.event!]!();
  return Array.isArray(came) ? came : [];
}

const SAME_NUMBER = '+886912000000';
const STICKER = {
  file_id: 's',
  file_unique_id: 's',
  type: 'regular',
  width: 512,
  height: 512,
  is_animated: false,
  is_video: false,
};
const LINE_STICKER = {
  type: 'sticker',
  id: '1',
  quoteToken: 'q',
  packageId: '1',
  stickerId: '1',
  stickerResourceType: 'STATIC',
};

const spinning = (telegram: FakeTelegram) =>
  telegram.unanswered().map((query) => `callback query never answered: ${query}`);

/** Where an edit is printed below, how many are printed is chance: of edits in a row the last one counts. */
function latest(bubbles: Bubble[], { app }: TestShop): Bubble[] {
  const changed = languages.map((language) => app.shop.words(language).terminal.changed);
  const edited = (one?: Bubble) => one !== undefined && changed.some((word) => one.text.startsWith(word));
  return bubbles.filter((one, at) => !edited(one) || !edited(bubbles[at + 1]) || bubbles[at + 1]?.title !== one.title);
}

/** A bubble as a line of the file; a passing note says nothing that the message does not. */
function written(bubble: Bubble, refused: { code: string; says: string }[], secrets: Secrets): string {
  if (bubble.toast) return '';
  const line = spell(bubble).replace('{code}', bubble.code ?? '{code}');
  const no = refused.find(({ says }) => says === line);
  const picture = bubble.image?.startsWith('https:') ? '(picture) ' : '';
  return secrets.hide(`${picture}${no ? `(${no.code}) ` : ''}${line}`);
}

/** Which refusals were said, so that a line of the file names its code. */
function noteRefusals({ app }: TestShop): { code: string; says: string }[] {
  const noted: { code: string; says: string }[] = [];
  const { words } = app.shop;
  const listening = (language: string): Words => {
    const all = words(language);
    const refusals = new Proxy(all.refusals, {
      get: (target, code: keyof Words['refusals']) =>
        typeof target[code] !== 'function'
          ? target[code]
          : (...facts: never[]) => {
              const said = (target[code] as (...all: never[]) => string | Message)(...facts);
              const message = typeof said === 'string' ? { text: said } : said;
              noted.push({ code, says: spell({ buttons: [], ...message } as Bubble) });
              return said;
            },
    });
    return { ...all, refusals };
  };
  Object.assign(app.shop, { words: listening });
  return noted;
}

const withButtons = (phone: Phone) => phone.seen().filter(({ buttons }) => buttons.length > 0);

function placeOf(phone: Phone, label: string): Place {
  const bubbles = withButtons(phone).reverse();
  const bubble = bubbles.findIndex(({ buttons }) => buttons.some((one) => one.label === label));
  return { bubble, button: bubbles[bubble]?.buttons.findIndex((one) => one.label === label) ?? -1 };
}

function labelAt(phone: Phone, { bubble, button }: Place): string {
  const found = withButtons(phone).reverse()[bubble]?.buttons[button]?.label;
  if (found === undefined) throw new Error(`${phone.name} sees no button at the same place`);
  return found;
}
