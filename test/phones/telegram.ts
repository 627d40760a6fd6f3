import { makeCounts } from './counts.ts';
import { type Fault, type Faults, makeFaults } from './faults.ts';
import { type Call, listen, type Outcome } from './http.ts';
import { makeMeter } from './meter.ts';
import type { Obj } from './obj.ts';
import { makeCaller } from './telegram/call.ts';
import { makeTelegramPhone } from './telegram/person.ts';
import { chatOf, type TelegramPhone } from './telegram/phone-of.ts';
import type { TelegramOptions, TgState, TgUser } from './telegram/state.ts';
import { makeUpdates } from './telegram/updates.ts';

export type { TelegramPhone } from './telegram/phone-of.ts';
export type { TelegramOptions } from './telegram/state.ts';

/** A fake Telegram platform with one bot. */
export interface FakeTelegram
  extends Pick<TgState, 'accepted' | 'violations' | 'refused' | 'calls' | 'counts' | 'commands' | 'files' | 'updates'> {
  /** For TELEGRAM_API_ROOT. */
  apiRoot: string;
  token: string;
  /** Stands for the host of every webhook address. */
  origin: string | undefined;
  person(id: number, facts?: Partial<Omit<TgUser, 'id'>> & { met?: boolean }): TelegramPhone;
  /** Any update, as the platform would send it. */
  sendUpdate(chat: number, kind: string, body: Obj): { update: Obj; acknowledged: Promise<void> };
  fault(fault: Fault): void;
  clearFaults(): void;
  /** Most messages in any one second so far. */
  busiest(): number;
  /** Buttons whose press was never answered; they are violations when the phone closes. */
  unanswered(): string[];
  close(): Promise<void>;
}

/** Opens a fake Telegram platform on a free port of the loopback. */
export async function startTelegram(options: TelegramOptions): Promise<FakeTelegram> {
  const id = Number(options.token.split(':')[0]);
  const faults: Faults = makeFaults(options.seed);
  const updates = makeUpdates({
    origin: () => options.origin,
    retryDelay: options.retryDelay ?? 1000,
    run: (body) => caller.runEmbedded(body),
    taken: (update) => {
      const asked = (update.callback_query as Obj | undefined)?.id;
      const query = typeof asked === 'string' ? state.queries.get(asked) : undefined;
      if (query) query.delivered = true;
    },
  });
  const state: TgState = {
    options,
    bot: {
      id,
      is_bot: true,
      first_name: 'Quanbot',
      username: options.username ?? 'quan_test_bot',
      can_join_groups: true,
      can_read_all_group_messages: false,
      supports_inline_queries: false,
    },
    chats: new Map(),
    queries: new Map(),
    files: new Map(),
    commands: new Map(),
    updates,
    faults,
    accepted: [],
    violations: [],
    refused: [],
    calls: new Map(),
    counts: makeCounts(options.counting),
    quiet: { from: 0, until: 0 },
    meter: makeMeter(),
    nextId: 1,
  };
  const caller = makeCaller(state);
  const quiet = (path: string) => /getupdates$/i.test(path);
  const http = await listen(options.port ?? 0, (call: Call): Promise<Outcome> => caller.answer(call), quiet);
  const busy = () => http.busy() > 0;
  const unanswered = () =>
    [...state.queries.values()].filter((q) => q.delivered && !q.answered).map((q) => `${q.person.name}: ${q.id}`);

  return {
    ...state,
    apiRoot: http.url,
    token: options.token,
    get origin() {
      return options.origin;
    },
    set origin(origin) {
      options.origin = origin;
    },
    person: (personId, { met, ...facts } = {}) => {
      const chat = chatOf(state, personId, 'private');
      chat.person ??= { id: personId, name: `Person ${personId}` };
      Object.assign(chat.person, facts);
      if (met !== undefined) chat.met = met;
      return makeTelegramPhone(state, chat.person, chat, busy);
    },
    sendUpdate: (chat, kind, body) => updates.push(String(chat), kind, body),
    fault: faults.plan,
    clearFaults: faults.clear,
    busiest: state.meter.busiest,
    unanswered,
    close: async () => {
      for (const query of unanswered()) state.violations.push(`callback query never answered: ${query}`);
      updates.close();
      await http.close();
    },
  };
}
