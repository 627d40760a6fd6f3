import type { Message } from '../chat/channel.ts';
import type { Person } from '../chat/person.ts';
import type { Tx } from '../transaction.ts';
import type { Words } from '../words/index.ts';

/** What was said to a command. */
export interface Said {
  readonly tx: Tx;
  readonly person: Person;
  /** Words of the person's language. */
  readonly t: Words;
  /** The rest of the line after the command's name, trimmed. */
  readonly args: string;
  /** The sender's own phone number, proven by the channel. */
  readonly contact?: string;
  /** Runs another command for the same person, as if they had said it. */
  run(name: string, args: string): Promise<Message | Message[]>;
  /** Routes the person's next plain line to this command: `ask('/new name')` makes "Latte" mean `/new name Latte`. */
  ask(command: string): void;
}

/** One thing people can say. Who may is checked by the use case; `who` only sorts it into menus and help. */
export interface Command {
  name: string;
  /** `everyone` works before joining; `customer` asks to join first; `staff` is shown to staff; `hidden` is said by channels. */
  who: 'everyone' | 'customer' | 'staff' | 'hidden';
  run(said: Said): Promise<Message | Message[]>;
}
