import type { Obj } from '../obj.ts';
import { asObj, asText, isObj } from '../obj.ts';
import type { Bubble } from '../phone.ts';
import { sameLabel } from '../phone.ts';
import { awaitNews, settle } from '../screen.ts';
import { messageJson, newMessage, userJson } from './draw.ts';
import { commandsKey } from './methods.ts';
import { chatOf, type TelegramPhone } from './phone-of.ts';
import type { TgChat, TgMessage, TgState, TgUser } from './state.ts';

/** A person of this fake platform. */
export function makeTelegramPhone(state: TgState, person: TgUser, chat: TgChat, busy: () => boolean): TelegramPhone {
  const { screen } = chat;
  let lastUpdate: Obj | undefined;
  let lastOwn: TgMessage | undefined;
  let opened: string | undefined;

  const tell = async (kind: string, body: Obj, answer = true): Promise<Bubble[]> => {
    screen.look();
    const mark = screen.mark();
    const { update, acknowledged } = state.updates.push(String(chat.id), kind, body);
    lastUpdate = update;
    const patience = state.options.patience ?? 3000;
    // With long polling an update counts as acknowledged by the next call only, so nobody waits for that.
    if (state.updates.webhook) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, patience);
      });
      await Promise.race([acknowledged, late]);
      clearTimeout(timer);
    }
    if (answer) await settle(screen, mark, { idle: state.options.idle ?? 60, patience, busy });
    return screen.look();
  };
  const say = (fields: Obj, shown = '') => {
    const m = newMessage(state, chat, person);
    Object.assign(m, { text: fields.text, contact: fields.contact });
    chat.met = true;
    chat.messages.set(m.id, m);
    lastOwn = m;
    screen.add({ own: true, ref: String(m.id), bubble: { text: shown, buttons: [] }, keys: [] });
    return tell('message', { ...messageJson(state, m), ...fields });
  };
  const type = (text: string) => {
    const command = /^\/[A-Za-z0-9_]+(@\w+)?/.exec(text)?.[0];
    const entities = command ? { entities: [{ type: 'bot_command', offset: 0, length: command.length }] } : {};
    return say({ text, ...entities }, text);
  };
  const shareContact: TelegramPhone['shareContact'] = (other) => {
    const contact = other
      ? { phone_number: other.phone, first_name: other.name, ...(other.userId && { user_id: other.userId }) }
      : {
          phone_number: person.phone ?? `+6581${String(person.id).padStart(6, '0')}`,
          first_name: person.name,
          user_id: person.id,
        };
    return say({ contact }, contact.phone_number);
  };
  const query = (message: TgMessage, data: string) => {
    const id = String(4_000_000_000_000 + state.nextId++);
    state.queries.set(id, { id, chat, person, asked: performance.now(), answered: false, delivered: false });
    const body = {
      id,
      from: userJson(person),
      message: messageJson(state, message),
      chat_instance: String(chat.id),
      data,
    };
    return tell('callback_query', body);
  };
  const pressInline = (message: TgMessage, b: Obj): Promise<Bubble[]> => {
    const url = b.url ?? asObj(b.web_app).url;
    if (url !== undefined) {
      opened = asText(url);
      return Promise.resolve([]);
    }
    if (b.callback_data === undefined) return Promise.resolve([]);
    return query(message, asText(b.callback_data));
  };
  const member = (status: 'kicked' | 'member') => {
    const states = {
      kicked: { status: 'kicked', user: state.bot, until_date: 0 },
      member: { status: 'member', user: state.bot },
    };
    const old = status === 'kicked' ? states.member : states.kicked;
    const { chat: where, date } = messageJson(state, { ...newMessage(state, chat, person) });
    return tell(
      'my_chat_member',
      { chat: where, from: userJson(person), date, old_chat_member: old, new_chat_member: states[status] },
      false,
    );
  };

  const phone: TelegramPhone = {
    channel: 'telegram',
    name: person.name,
    address: String(chat.id),
    type,
    tap: (label) => {
      opened = undefined;
      const keys = [...screen.entries()].reverse().flatMap((e) => e.keys.filter((k) => !k.fleeting));
      const rows = (chat.keyboard ?? []).flat();
      const labels = [...keys.map((k) => k.button.label), ...rows.map((b) => asText(b.text))];
      const wanted = labels.find((l) => l === label) ?? labels.find((l) => sameLabel(l, label));
      const inline = keys.find((k) => k.button.label === wanted);
      if (inline) {
        const { message, button } = inline.action as { message: TgMessage; button: Obj };
        return pressInline(message, button);
      }
      const key = rows.find((b) => b.text === wanted);
      if (!key)
        throw new Error(`${person.name} sees no [${label}] on Telegram, only ${labels.map((l) => `[${l}]`).join(' ')}`);
      if (key.request_contact) return shareContact();
      if (!isObj(key.web_app)) return type(asText(key.text));
      opened = asText(key.web_app.url);
      return Promise.resolve([]);
    },
    seen: screen.seen,
    news: screen.look,
    waitForNews: (atLeast = 1, ms = 5000) => awaitNews(screen, atLeast, ms),
    mark: screen.mark,
    since: screen.since,
    get opened() {
      return opened;
    },
    start: (parameter) => {
      if (parameter !== undefined && !/^[A-Za-z0-9_-]{1,64}$/.test(parameter)) {
        throw new Error(`no link can carry the start parameter ${parameter}`);
      }
      return type(parameter ? `/start ${parameter}` : '/start');
    },
    shareContact,
    block: async () => {
      chat.blocked = true;
      await member('kicked');
    },
    unblock: async () => {
      chat.blocked = false;
      await member('member');
    },
    deactivate: () => {
      chat.deactivated = true;
    },
    edit: (text) => {
      if (!lastOwn) throw new Error(`${person.name} has said nothing yet`);
      lastOwn.text = text;
      return tell('edited_message', { ...messageJson(state, lastOwn), edit_date: lastOwn.date });
    },
    say: (fields) => say(fields),
    press: (data) => {
      const last = [...chat.messages.values()].reverse().find((m) => m.from === 'bot');
      if (!last) throw new Error(`${person.name} sees no message to press a button of`);
      return query(last, data);
    },
    inGroup: (id) => makeTelegramPhone(state, person, chatOf(state, id, 'supergroup'), busy),
    redeliver: async (times = 1) => {
      if (!lastUpdate) throw new Error(`${person.name} has sent nothing yet`);
      const statuses: number[] = [];
      for (let i = 0; i < times; i += 1) statuses.push(await state.updates.again(lastUpdate));
      return statuses;
    },
    commands: () => {
      const language = (person.language ?? '').slice(0, 2);
      const scopes: Obj[] = [{ type: 'chat', chat_id: chat.id }, { type: 'all_private_chats' }, { type: 'default' }];
      for (const scope of scopes) {
        const found = state.commands.get(commandsKey(scope, language)) ?? state.commands.get(commandsKey(scope, ''));
        if (found) return found as { command: string; description: string }[];
      }
      return [];
    },
  };
  return phone;
}
