import type { Line, Said } from '../../adapters/web/chat/wire.ts';
import { newId } from '../shared/new-id.ts';
import { type Answer, askShop, withAs } from './ask.ts';
import { listen } from './listen.ts';
import { recallRole, rememberRole } from './role.ts';

/** What somebody said that the shop has not taken yet. */
export interface Waiting {
  id: string;
  text: string;
  label?: string;
  failed?: 'not-sent' | 'too-long' | 'too-fast';
}

export type Link = 'connecting' | 'online' | 'offline';

export interface TalkState {
  lines: Line[];
  waiting: Waiting[];
  link: Link;
  loaded: boolean;
  /** There are earlier lines to load. */
  more: boolean;
  /** What the person may do here, as the shop last told. */
  role?: string;
  cookies: boolean;
}

export interface Talk {
  say(text: string, label?: string): void;
  sayAgain(id: string): void;
  loadOlder(): Promise<void>;
}

const TRIES = 6;
const device = { zone: Intl.DateTimeFormat().resolvedOptions().timeZone };

/** The conversation of one page with the shop: what is said leaves in order and once, what comes is merged by number. */
export function openTalk(options: { as?: string; language(): string; show(state: TalkState): void }): Talk {
  const { as, language, show } = options;
  const remembered = recallRole(as);
  let state: TalkState = {
    lines: [],
    waiting: [],
    link: 'connecting',
    loaded: false,
    more: false,
    cookies: true,
    ...(remembered && { role: remembered }),
  };
  const become = (changes: Partial<TalkState>) => {
    state = { ...state, ...changes };
    show(state);
  };
  let sending = false;

  const merge = (fresh: Line[]) => {
    const byId = new Map(state.lines.map((line) => [line.id, line]));
    for (const line of fresh) {
      const edited = line.edits === undefined ? undefined : byId.get(line.edits);
      if (edited) byId.set(edited.id, { ...edited, messages: line.messages });
      else if (line.edits === undefined) byId.set(line.id, line);
    }
    const taken = new Set(fresh.map(({ said }) => said));
    become({
      lines: [...byId.values()].sort((one, other) => one.id - other.id),
      waiting: state.waiting.filter(({ id }) => !taken.has(id)),
    });
  };

  const history = async (before?: number) => {
    const answer = await askShop<{ lines: Line[]; more: boolean; last: number }>(
      withAs(`/chat/history${before === undefined ? '' : `?before=${before}`}`, as),
    );
    if (answer.status === 401) become({ cookies: false });
    if (!answer.body) throw new Error('no history');
    merge(answer.body.lines);
    if (!state.loaded || before !== undefined) become({ loaded: true, more: answer.body.more });
    return answer.body.last;
  };

  const mark = (id: string, failed: Waiting['failed']) =>
    become({ waiting: state.waiting.map((one) => (one.id === id ? { ...one, failed } : one)) });

  const send = async () => {
    if (sending) return;
    sending = true;
    for (let next = unsent(); next; next = unsent()) {
      const { id, text, label } = next;
      const answer = await attempt({ id, text, ...(label && { label }), language: language(), ...device });
      if (answer.body) {
        merge(answer.body.lines);
        if (answer.body.menu) {
          become({ role: answer.body.menu.role });
          rememberRole(as, answer.body.menu.role);
        }
      } else if (answer.status === 413) mark(id, 'too-long');
      else mark(id, answer.status === 429 ? 'too-fast' : 'not-sent');
      if (answer.status === 401) become({ cookies: false });
    }
    sending = false;
  };
  const unsent = () => state.waiting.find(({ failed }) => !failed);

  // The same id each time: however often it arrives, it is said once.
  const attempt = async (said: object): Promise<Answer<Said>> => {
    for (let tries = 1; ; tries++) {
      const answer = await askShop<Said>(withAs('/chat/say', as), said);
      const passes = answer.status === 0 || answer.status === 429 || answer.status >= 500;
      if (!passes || tries === TRIES) return answer;
      await new Promise((resolve) => setTimeout(resolve, Math.max(answer.waitMs, 400 * 2 ** tries)));
    }
  };

  listen({ as, history, merge, link: (link) => become({ link }) });
  return {
    say(text, label) {
      become({ waiting: [...state.waiting, { id: newId(), text, ...(label && { label }) }] });
      void send();
    },
    sayAgain(id) {
      mark(id, undefined);
      void send();
    },
    async loadOlder() {
      await history(state.lines[0]?.id).catch(() => undefined);
    },
  };
}
