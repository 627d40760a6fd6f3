import type { Update } from 'telegraf/types';
import type { House } from '../../src/chat/channel.ts';
import { type Answering, answer } from './answer.ts';
import type { Call } from './call.ts';
import { hearInTime } from './hear-in-time.ts';
import { makeLanes } from './lanes.ts';
import type { ShowMenu } from './menus.ts';
import { type Parsed, parse } from './parse.ts';
import { phrasesFor } from './phrases.ts';

/** Takes one update: resolves when it is durable, rejects when Telegram has to bring it again. */
export interface Taking {
  take(update: Update): Promise<void>;
  /** Durable without being heard: for an update that fails again and again. */
  keep(update: Update): Promise<void>;
  /** Resolves when every answer under way has ended. */
  idle(): Promise<void>;
}

export interface TakingOptions {
  call: Call;
  house: House;
  signal: AbortSignal;
  showMenu: ShowMenu;
  username(): string | undefined;
}

/** Hears updates and answers them, both in the order of each chat. */
export function makeTaking({ call, house, signal, showMenu, username }: TakingOptions): Taking {
  const lanes = makeLanes();
  const underWay = new Set<Promise<unknown>>();
  const beside = (work: Promise<unknown>) => {
    const mine = work.catch((error: Error) => house.log.error({ error: error.name }, 'An answer broke off'));
    underWay.add(mine);
    void mine.finally(() => underWay.delete(mine));
  };
  const answering: Answering = {
    call,
    signal,
    log: house.log,
    picture: house.picture,
    async lost(chat) {
      const id = `lost ${chat} ${performance.timeOrigin + performance.now()}`;
      const blocked = { id, channel: 'telegram', from: chat, text: '/blocked' };
      const told = await lanes(`hear ${chat}`, () => house.hear(blocked)).catch(() => undefined);
      await told?.answered().catch(() => undefined);
      return told !== undefined;
    },
  };

  /** What we cannot read means nothing: it would come again for ever. */
  const read = (update: Update): Parsed | undefined => {
    try {
      return parse(update, username());
    } catch (error) {
      house.log.error({ event: update.update_id, error: (error as Error).name }, 'An update of a strange shape');
      return undefined;
    }
  };

  const release = async (query: string) => {
    const reply = await call('answerCallbackQuery', { callback_query_id: query });
    if (!reply.ok && !/too old|query ID is invalid/i.test(reply.reason)) {
      house.log.warn({ reason: reply.reason }, 'A tap could not be released');
    }
  };

  const askInside = async (aloud: Extract<Parsed, { kind: 'aloud' }>) => {
    const name = username();
    const text = phrasesFor(aloud.language).private(name ? `https://t.me/${name}` : '');
    if (aloud.query) {
      await call('answerCallbackQuery', { callback_query_id: aloud.query, text: text.slice(0, 200), show_alert: true });
      return;
    }
    const reply = { message_id: aloud.replyTo, allow_sending_without_reply: true };
    await call('sendMessage', { chat_id: aloud.chat, text, reply_parameters: reply });
  };

  return {
    async take(update) {
      const parsed = read(update);
      if (!parsed) return;
      if (parsed.kind === 'aloud') return beside(askInside(parsed));
      const { inbound, tap } = parsed;
      if (tap) beside(release(tap.query));
      const taken = hearInTime(house, lanes, inbound, (heard) => {
        beside(lanes(`answer ${inbound.from}`, () => answer(answering, inbound.from, heard, tap?.tapped)));
        if (heard.menu) beside(showMenu(inbound.from, heard.menu, inbound.language));
      });
      underWay.add(taken);
      await taken.finally(() => underWay.delete(taken));
    },
    async keep(update) {
      const parsed = read(update);
      if (parsed?.kind === 'said') await house.keep(parsed.inbound);
    },
    async idle() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
  };
}
