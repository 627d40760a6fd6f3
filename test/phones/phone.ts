/** A button as a person sees it: what it says for them, which page it opens, or what it asks for. */
export interface PhoneButton {
  label: string;
  says?: string;
  opens?: string;
  asks?: 'contact';
}

/** One message as a person sees it, the same shape whatever the channel drew. */
export interface Bubble {
  text: string;
  title?: string;
  buttons: PhoneButton[];
  /** Address of the picture, or `upload:<name>` of an uploaded one. */
  image?: string;
  /** The readable code, in groups. */
  code?: string;
  /** The picture of the code. */
  codeImage?: string;
  /** An earlier message that was changed. */
  edited?: true;
  /** A notice that passes, such as the answer to a Telegram button. */
  toast?: true;
}

/** What every fake platform gives a test: a person holding it. */
export interface Phone {
  readonly channel: string;
  readonly name: string;
  readonly address: string;
  /** Says something and gives what came back. */
  type(text: string): Promise<Bubble[]>;
  /** Presses a visible button, named by its label, and gives what came back. */
  tap(label: string): Promise<Bubble[]>;
  /** Everything on the screen that the shop sent. */
  seen(): Bubble[];
  /** What came unprompted since the last look. */
  news(): Bubble[];
  /** Waits for at least so many unprompted messages, then gives them. */
  waitForNews(atLeast?: number, ms?: number): Promise<Bubble[]>;
  /** A place in time for `since`. */
  mark(): number;
  since(mark: number): Bubble[];
  /** The page that the last tap opened. */
  readonly opened: string | undefined;
}

/** How long a phone waits for an answer. */
export interface Waiting {
  /** Silence after the last message that ends an answer, in milliseconds. */
  idle?: number;
  /** Longest wait for an answer that does not come. */
  patience?: number;
}

const CODE = /^[0-9A-Z]{4}(?:[ -][0-9A-Z]{1,4}){2,}$/;

/** True for a readable coupon code: capitals and digits in groups of four. */
export const looksLikeCode = (line: string): boolean => CODE.test(line.trim());

/** Takes the line that is a code out of a text. */
export function splitCode(text: string): { text: string; code?: string } {
  const lines = text.split('\n');
  const at = lines.findIndex(looksLikeCode);
  if (at < 0) return { text: text.trim() };
  const code = lines[at]!.trim();
  const rest = lines.filter((_, i) => i !== at);
  return { text: rest.join('\n').trim(), code };
}

/** True when a label on the screen is the one wanted, cut labels included. */
export function sameLabel(onScreen: string, wanted: string): boolean {
  if (onScreen === wanted) return true;
  return onScreen.endsWith('…') && onScreen.length > 4 && wanted.startsWith(onScreen.slice(0, -1).trimEnd());
}

/**
 * A message as one line of a transcript: `Title · text · {code} [Button] [Button]`.
 * Whether the channel drew a title apart or above the text makes no difference.
 */
export function spell(bubble: Bubble): string {
  const lines = [bubble.title ?? '', ...bubble.text.split('\n'), bubble.code ? '{code}' : ''];
  const said = lines.map((line) => line.replace(/\s+/g, ' ').trim()).filter(Boolean);
  return [said.join(' · '), ...bubble.buttons.map((b) => `[${b.label}]`)].filter(Boolean).join(' ');
}
