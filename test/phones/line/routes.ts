import type { Answer, Call } from '../http.ts';
import type { Obj } from '../obj.ts';
import { asText } from '../obj.ts';
import { menuRoutes } from './menus.ts';
import { refusal, reply, send, validate } from './send.ts';
import type { LineState } from './state.ts';
import { postWebhook } from './webhook.ts';

export type Route = (
  state: LineState,
  call: Call,
  body: Obj,
  blanks: string[],
  requestId: string,
) => Answer | Promise<Answer>;

const profile: Route = (state, _call, _body, [userId = '']) => {
  const person = state.people.get(userId);
  if (!person?.friend) return refusal(state, 'profile', 404, 'Not found');
  const { name: displayName, language } = person;
  return { status: 200, body: { userId, displayName, ...(language && { language }) } };
};

const member: Route = (state, _call, _body, [, userId = '']) => {
  const person = state.people.get(userId);
  if (!person) return refusal(state, 'profile', 404, 'Not found');
  return { status: 200, body: { userId, displayName: person.name } };
};

const setEndpoint: Route = (state, _call, body) => {
  const endpoint = asText(body.endpoint);
  if (!/^https:\/\/[^/\s]+/.test(endpoint) || endpoint.length > 500) {
    state.violations.push(`webhook endpoint: no https address: ${endpoint}`);
    return refusal(state, 'webhook', 400, 'Invalid webhook endpoint URL');
  }
  state.webhookUrl = endpoint;
  return { status: 200, body: {} };
};

const testEndpoint: Route = async (state, _call, body) => {
  const timestamp = new Date(state.options.now?.() ?? Date.now()).toISOString();
  try {
    const { status } = await postWebhook(state, [], { url: asText(body.endpoint) || undefined });
    const success = status === 200;
    const reason = success ? 'OK' : 'ERROR_STATUS_CODE';
    return { status: 200, body: { success, timestamp, statusCode: status, reason, detail: String(status) } };
  } catch (error) {
    const detail = (error as Error).message;
    return { status: 200, body: { success: false, timestamp, statusCode: 0, reason: 'COULD_NOT_CONNECT', detail } };
  }
};

const loading: Route = (state, _call, body) => {
  const seconds = Number(body.loadingSeconds ?? 20);
  const chatId = asText(body.chatId);
  if (!/^U[0-9a-f]{32}$/.test(chatId)) {
    state.violations.push(`loading: ${chatId} is no user`);
    return refusal(state, 'loading', 400, 'Only user id is acceptable');
  }
  if (seconds < 5 || seconds > 60 || seconds % 5 !== 0) {
    state.violations.push(`loading: ${seconds} seconds`);
    return refusal(state, 'loading', 400, 'loadingSeconds must be 5 to 60 in steps of 5');
  }
  state.loading.push(chatId);
  return { status: 202, body: {} };
};

const routes: Record<string, Route> = {
  'POST /v2/bot/message/reply': (state, call, body, _b, id) => reply(state, call, body, id),
  'POST /v2/bot/message/push': (state, call, body, _b, id) => send(state, 'push', call, body, id),
  'POST /v2/bot/message/multicast': (state, call, body, _b, id) => send(state, 'multicast', call, body, id),
  'POST /v2/bot/message/broadcast': (state, call, body, _b, id) => send(state, 'broadcast', call, body, id),
  'POST /v2/bot/message/validate/{}': (state, _call, body) => validate(state, body),
  'GET /v2/bot/message/quota': (state) => {
    const { limit } = state.quota;
    return { status: 200, body: limit === undefined ? { type: 'none' } : { type: 'limited', value: limit } };
  },
  'GET /v2/bot/message/quota/consumption': (state) => ({ status: 200, body: { totalUsage: state.quota.used } }),
  'GET /v2/bot/profile/{}': profile,
  'GET /v2/bot/group/{}/member/{}': member,
  'GET /v2/bot/room/{}/member/{}': member,
  'GET /v2/bot/followers/ids': (state) => ({
    status: 200,
    body: { userIds: [...state.people.values()].filter((p) => p.friend).map((p) => p.id) },
  }),
  'GET /v2/bot/info': (state) => ({
    status: 200,
    body: { userId: state.botId, basicId: '@quanbot', displayName: 'Quanbot', chatMode: 'bot', markAsReadMode: 'auto' },
  }),
  'GET /v2/bot/channel/webhook/endpoint': (state) =>
    state.webhookUrl
      ? { status: 200, body: { endpoint: state.webhookUrl, active: true } }
      : refusal(state, 'webhook', 404, 'Not found'),
  'PUT /v2/bot/channel/webhook/endpoint': setEndpoint,
  'POST /v2/bot/channel/webhook/test': testEndpoint,
  'POST /v2/bot/chat/loading/start': loading,
  'POST /v2/bot/chat/markAsRead': () => ({ status: 200, body: {} }),
  ...menuRoutes,
};

const byShape = Object.entries(routes)
  .map(([key, route]) => {
    const [method, template] = key.split(' ') as [string, string];
    const path = new RegExp(`^${template.replaceAll('{}', '([^/]+)')}$`);
    return { key, method, path, route, blanks: template.split('{}').length };
  })
  .sort((a, b) => a.blanks - b.blanks);

/** What answers a call: its key (`POST /v2/bot/richmenu/{}/content`), its function and the blanks of the path. */
export function findRoute(method: string, path: string): { key: string; route: Route; blanks: string[] } | undefined {
  for (const { key, method: m, path: shape, route } of byShape) {
    const match = m === method ? shape.exec(path) : null;
    if (match) return { key, route, blanks: match.slice(1).map(decodeURIComponent) };
  }
  return undefined;
}
