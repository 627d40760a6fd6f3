import type { Heard, House } from '../../src/chat/channel.ts';
import type { Adapter } from '../adapter.ts';
import { type Answering, answer } from './answer.ts';
import { callerOf } from './call.ts';
import { multicast, push, quotaOf } from './deliver.ts';
import { examine } from './examine.ts';
import { installMenus } from './install-menus.ts';
import { lanes } from './lanes.ts';
import { accountOf } from './learn-account.ts';
import { richMenus } from './menus.ts';
import type { Said } from './parse.ts';
import { profileOf } from './profile.ts';
import { render } from './render.ts';
import { reply } from './reply.ts';
import { menuShower } from './show-menu.ts';
import { signatureOf } from './signature.ts';
import { webhookOf } from './webhook.ts';

export interface LineOptions {
  secret: string;
  accessToken: string;
  apiBase: string;
  dataApiBase: string;
  /** Where people reach this server; the pictures of codes need https. */
  publicUrl?: string;
  /** The brand's language: its customer menu is the one that everybody sees first. */
  language: string;
}

export interface LineAdapter extends Adapter {
  /** The link that adds the account as a friend; undefined until LINE has said once who it is. */
  addFriend(): string | undefined;
}

// Beyond this, LINE is not taking answers; the house sends them later, and memory stays small.
const MOST_ANSWERING = 20_000;
const MOST_INTRODUCED = 20_000;
const CLOSE_WITHIN = 8000;
const FIRST_PAUSE = 2000;
const LONGEST_PAUSE = 600_000;
// LINE counts messages by the months of Japan.
const MONTH_ZONE = 'Asia/Tokyo';

/** LINE's Messaging API as a channel. Nothing is called before `open`, and a platform that is down stops no start. */
export function openLine(options: LineOptions, house: House): LineAdapter {
  const call = callerOf(options);
  const publicUrl = options.publicUrl?.replace(/\/+$/, '');
  const pictures = publicUrl?.startsWith('https://') ? publicUrl : undefined;
  const answering: Answering = {
    call,
    log: house.log,
    used: new Set(),
    draw: (messages) => render(messages, pictures),
  };
  const answers = lanes();
  const introduced = new Set<string>();
  const defaultKey = `customer.${options.language}`;
  let menuIds: Map<string, string> | undefined;
  let closed = false;
  const stop = new AbortController();
  const account = accountOf(call, house, stop.signal);
  let pause: NodeJS.Timeout | undefined;
  const showMenu = menuShower(call, house, () => menuIds, defaultKey);

  const { webhook, hearing } = webhookOf({
    house,
    signed: signatureOf(options.secret),
    open: () => !closed,
    async introduce({ inbound, follow }) {
      if (!follow && introduced.has(inbound.from)) return;
      if (introduced.size >= MOST_INTRODUCED) introduced.clear();
      introduced.add(inbound.from);
      Object.assign(inbound, await profileOf(call, inbound.from));
    },
    answered(said: Said, heard: Heard, at: number) {
      if (heard.menu) showMenu.give(said.inbound.from, heard.menu);
      if (heard.messages.length === 0) return void heard.answered();
      if (answers.busy() >= MOST_ANSWERING) return;
      answers
        .run(said.inbound.from, () => answer(answering, said, heard, at))
        .catch((error: unknown) => {
          house.log.error({ event: said.inbound.id, error: String(error) }, 'An answer could not be said');
        });
    },
    inGroup(replyToken) {
      const text = house.words(options.language).lineMenu.inPrivate;
      void answers.run(replyToken, () => reply(call, replyToken, [{ type: 'text', text }]));
    },
  });

  async function install(pauseMs: number): Promise<void> {
    const menus = richMenus(house.words);
    if (menus.length === 0) {
      house.log.warn({}, 'The pictures of the LINE menus are missing; there will be no menus');
      return;
    }
    try {
      menuIds = await installMenus(call, house, menus, defaultKey);
      showMenu.giveEarly();
    } catch (error) {
      if (closed) return;
      house.log.warn({ error: String(error), againInMs: pauseMs }, 'The LINE menus could not be made');
      pause = setTimeout(() => void install(Math.min(pauseMs * 2, LONGEST_PAUSE)), pauseMs);
      pause.unref();
    }
  }

  return {
    name: 'line',
    webhook,
    abilities: { many: 500, pace: 200, idempotent: true, monthZone: MONTH_ZONE },
    send: (address, messages, key) => push(call, address, answering.draw(messages), key),
    sendMany: (addresses, messages, key) => multicast(call, addresses, answering.draw(messages), key),
    quota: () => quotaOf(call),
    addFriend: account.addFriend,
    async open() {
      void install(FIRST_PAUSE);
      void account.ask();
    },
    async close() {
      closed = true;
      stop.abort();
      clearTimeout(pause);
      await hearing.idle(CLOSE_WITHIN);
      await answers.idle(CLOSE_WITHIN);
      await call.close();
    },
    examine: () => examine(call, webhook.path, publicUrl),
  };
}
