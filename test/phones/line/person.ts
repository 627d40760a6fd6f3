import { randomBytes, randomUUID } from 'node:crypto';
import type { Posted } from '../http.ts';
import type { Obj } from '../obj.ts';
import { asList, asObj, asText } from '../obj.ts';
import type { Bubble, Phone } from '../phone.ts';
import { sameLabel } from '../phone.ts';
import { awaitNews, settle } from '../screen.ts';
import { buttonOf } from './draw.ts';
import { type LinePerson, type LineState, lineId, newMessageId, screenOf, ulid } from './state.ts';
import { postWebhook } from './webhook.ts';

/** A person holding a phone with LINE. */
export interface LinePhone extends Phone {
  follow(): Promise<Bubble[]>;
  /** Blocks the shop; LINE calls it unfollow. */
  unfollow(): Promise<void>;
  block(): Promise<void>;
  /** Takes the own last message back. */
  unsend(): Promise<void>;
  /** The same person in a group or room that the bot is in; replies go there. */
  inGroup(id: string): LinePhone;
  /** Any event of this person, completed with what every event has. */
  event(fields: Obj, wait?: { answer?: boolean }): Promise<Bubble[]>;
  /** An event as it would be sent, for `sendWebhook` and races. */
  makeEvent(fields: Obj): Obj;
  /** Sends this person's last event again, so many times one after the other. */
  redeliver(times?: number): Promise<Posted[]>;
  /** What the rich menu offers. */
  menu(): { label: string; says?: string; opens?: string }[];
}

/** A person of this fake platform. */
export function makeLinePhone(state: LineState, person: LinePerson, groupId?: string): LinePhone {
  const address = groupId ?? person.id;
  const screen = screenOf(state, address);
  let lastEvent: Obj | undefined;
  let lastMessage = '';
  let opened: string | undefined;

  const source = (): Obj => {
    if (!groupId) return { type: 'user', userId: person.id };
    return groupId.startsWith('R')
      ? { type: 'room', roomId: groupId, userId: person.id }
      : { type: 'group', groupId, userId: person.id };
  };
  const makeEvent = (fields: Obj): Obj => {
    const now = Math.floor(state.options.now?.() ?? Date.now());
    const replies = !['unfollow', 'unsend', 'leave', 'memberLeft'].includes(asText(fields.type));
    const replyToken = replies ? randomBytes(16).toString('hex') : undefined;
    if (replyToken) {
      if (state.tokens.size > 100_000) state.tokens.delete(state.tokens.keys().next().value ?? '');
      state.tokens.set(replyToken, {
        address,
        issued: performance.now(),
        used: false,
        told: false,
        redelivered: false,
      });
    }
    return {
      mode: 'active',
      timestamp: now,
      source: source(),
      webhookEventId: ulid(now),
      deliveryContext: { isRedelivery: false },
      ...(replyToken && { replyToken }),
      ...fields,
    };
  };
  const send = async (event: Obj, answer = true): Promise<Bubble[]> => {
    screen.look();
    const mark = screen.mark();
    const token = state.tokens.get(asText(event.replyToken));
    if (token) token.issued = performance.now();
    lastEvent = event;
    const { status } = await postWebhook(state, [event]);
    if (status !== 200) throw new Error(`${person.name}: the LINE webhook answered ${status}`);
    if (answer) await settle(screen, mark, { ...state.options, done: () => token?.used === true });
    return screen.look();
  };
  const event = (fields: Obj, wait?: { answer?: boolean }) => send(makeEvent(fields), wait?.answer ?? true);
  const own = (text: string, id: string) => {
    lastMessage = id;
    screen.add({ own: true, ref: id, bubble: { text, buttons: [] }, keys: [] });
  };
  const type = (text: string) => {
    const id = newMessageId(state);
    own(text, id);
    const message = { type: 'text', id, quoteToken: randomUUID(), markAsReadToken: randomUUID(), text };
    return event({ type: 'message', message });
  };
  const press = (action: Obj): Promise<Bubble[]> => {
    opened = undefined;
    if (action.type === 'message') return type(asText(action.text));
    if (action.type === 'uri') {
      opened = asText(action.uri);
      return Promise.resolve([]);
    }
    if (action.type !== 'postback') throw new Error(`a phone cannot press ${asText(action.type)} yet`);
    const shown = action.displayText ?? action.text;
    if (shown) own(asText(shown), newMessageId(state));
    return event({ type: 'postback', postback: { data: asText(action.data) } });
  };
  const areas = (): Obj[] => {
    const menu = state.menus.get((groupId ? undefined : person.menu) ?? state.defaultMenu ?? '')?.menu;
    return asList(menu?.areas).map((area) => asObj(area.action));
  };
  const visible = (): { label: string; action: Obj }[] => {
    const entries = screen.entries();
    const keys = entries.flatMap((entry, i) => entry.keys.filter((k) => !k.fleeting || i === entries.length - 1));
    return [
      ...keys.reverse().map((k) => ({ label: k.button.label, action: k.action as Obj })),
      ...areas().map((action) => ({ label: asText(action.label), action })),
    ];
  };
  const unfollow = async () => {
    person.friend = false;
    await event({ type: 'unfollow' }, { answer: false });
  };

  return {
    channel: 'line',
    name: person.name,
    address,
    type,
    tap: async (label) => {
      const all = visible();
      const found = all.find((k) => k.label === label) ?? all.find((k) => sameLabel(k.label, label));
      if (!found)
        throw new Error(`${person.name} sees no [${label}] on LINE, only ${all.map((k) => `[${k.label}]`).join(' ')}`);
      return press(found.action);
    },
    seen: screen.seen,
    news: screen.look,
    waitForNews: (atLeast = 1, ms = 5000) => awaitNews(screen, atLeast, ms),
    mark: screen.mark,
    since: screen.since,
    get opened() {
      return opened;
    },
    follow: () => {
      const isUnblocked = !person.friend;
      person.friend = true;
      return event({ type: 'follow', follow: { isUnblocked } });
    },
    unfollow,
    block: unfollow,
    unsend: async () => {
      screen.remove(lastMessage);
      await event({ type: 'unsend', unsend: { messageId: lastMessage } }, { answer: false });
    },
    inGroup: (id) => makeLinePhone(state, person, lineId(id, 'C')),
    event,
    makeEvent,
    redeliver: async (times = 1) => {
      if (!lastEvent) throw new Error(`${person.name} has sent nothing yet`);
      const answers: Posted[] = [];
      const token = state.tokens.get(asText(lastEvent.replyToken));
      for (let i = 0; i < times; i += 1) {
        if (token) Object.assign(token, { issued: performance.now(), redelivered: true });
        answers.push(await postWebhook(state, [{ ...lastEvent, deliveryContext: { isRedelivery: true } }]));
      }
      return answers;
    },
    menu: () => areas().map(buttonOf),
  };
}
