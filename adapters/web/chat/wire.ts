import type { Menu, Message } from '../../../src/chat/channel.ts';

/** One line of a chat as its page gets it. An `edits` line replaces the messages of an earlier one. */
export interface Line {
  id: number;
  from: 'me' | 'shop';
  at: string;
  messages: Message[];
  /** The id that the page itself gave to what was said. */
  said?: string;
  edits?: number;
}

/** What POST /chat/say answers with. */
export interface Said {
  lines: Line[];
  menu?: Menu;
}
