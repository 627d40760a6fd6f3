import type { Obj } from '../obj.ts';
import { asList, asObj, asText } from '../obj.ts';
import { checkCommands } from './limits.ts';
import { type Method, messageMethods, openChat } from './messages.ts';
import { no, type TgState, wrong } from './state.ts';

const CHAT_ACTIONS =
  /^(typing|upload_photo|record_video|upload_video|record_voice|upload_voice|upload_document|choose_sticker|find_location|record_video_note|upload_video_note)$/;

const setWebhook: Method = (state, params) => {
  const url = asText(params.url);
  if (url === '') {
    state.updates.setWebhook(undefined);
    return true;
  }
  const strict = state.options.webhooks !== 'any';
  if (strict && !url.startsWith('https://')) throw wrong('bad webhook: An HTTPS URL must be provided for webhook');
  const port = /^https?:\/\/[^/:]+:(\d+)/.exec(url)?.[1];
  if (strict && port && !['443', '80', '88', '8443'].includes(port)) {
    throw wrong('bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443');
  }
  const secret = asText(params.secret_token);
  if (params.secret_token !== undefined && !/^[A-Za-z0-9_-]{1,256}$/.test(secret)) {
    throw wrong('secret token contains unallowed characters');
  }
  const most = (params.max_connections as number | undefined) ?? 40;
  if (most < 1 || most > 100) throw wrong('max_connections must be between 1 and 100');
  if (Array.isArray(params.allowed_updates)) state.updates.allowed = params.allowed_updates as string[];
  if (params.drop_pending_updates) state.updates.drop();
  state.updates.setWebhook({ url, secret, most });
  return true;
};

const deleteWebhook: Method = (state, params) => {
  if (params.drop_pending_updates) state.updates.drop();
  state.updates.setWebhook(undefined);
  return true;
};

const getWebhookInfo: Method = (state) => {
  const hook = state.updates.webhook;
  return {
    url: hook?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: state.updates.pending(),
    ...(hook && { max_connections: hook.most }),
    ...(hook?.lastError && { last_error_message: hook.lastError, last_error_date: 1 }),
    ...(state.updates.allowed && { allowed_updates: state.updates.allowed }),
  };
};

const answerCallbackQuery: Method = (state, params) => {
  const text = asText(params.text);
  if (text.length > 200) throw wrong('MESSAGE_TOO_LONG');
  const query = state.queries.get(asText(params.callback_query_id));
  const old = query && performance.now() - query.asked > (state.options.queryLife ?? 60_000);
  if (!query || query.answered || old) {
    throw no(400, 'Bad Request: query is too old and response timeout expired or query ID is invalid');
  }
  query.answered = true;
  if (text) {
    query.text = text;
    query.chat.screen.add({ own: false, ref: query.id, bubble: { text, buttons: [], toast: true }, keys: [] });
  }
  return true;
};

/** One place in the table of commands: whom they are for, and in which language. */
export const commandsKey = (scope: Obj, language: string): string =>
  [asText(scope.type) || 'default', String(scope.chat_id ?? ''), String(scope.user_id ?? ''), language].join('/');

function place(state: TgState, params: Obj): string {
  const scope = asObj(params.scope);
  const language = asText(params.language_code);
  if (language && !/^[a-z]{2}$/.test(language)) throw wrong('invalid language code specified');
  if (scope.chat_id !== undefined && !state.chats.has(Number(scope.chat_id)) && state.options.strangers !== 'accept') {
    throw no(400, 'Bad Request: chat not found');
  }
  return commandsKey(scope, language);
}

const sendChatAction: Method = (state, params) => {
  if (!CHAT_ACTIONS.test(asText(params.action))) throw wrong('wrong parameter action in request');
  if (!state.options.counting) openChat(state, params.chat_id);
  return true;
};

const setChatMenuButton: Method = (state, params) => {
  const button = asObj(params.menu_button);
  const url = asText(asObj(button.web_app).url);
  if (button.type === 'web_app' && !url.startsWith('https://')) throw wrong('menu button Web App URL must be https');
  if (params.chat_id === undefined) state.menuButton = button;
  else openChat(state, params.chat_id).menuButton = button;
  return true;
};

const getChat: Method = (state, params) => {
  const chat = state.chats.get(Number(params.chat_id));
  if (!chat) throw no(400, 'Bad Request: chat not found');
  const named = chat.person ? { first_name: chat.person.name } : { title: `Group ${chat.id}` };
  return { id: chat.id, type: chat.type, ...named, accent_color_id: 0, max_reaction_count: 11 };
};

/** Every call that the phone knows, but long polling. */
export const methods: Record<string, Method> = {
  ...messageMethods,
  getMe: (state) => state.bot,
  logOut: () => true,
  close: () => true,
  setWebhook,
  deleteWebhook,
  getWebhookInfo,
  answerCallbackQuery,
  setMyCommands: (state, params) => {
    checkCommands(asList(params.commands));
    state.commands.set(place(state, params), asList(params.commands));
    return true;
  },
  getMyCommands: (state, params) => state.commands.get(place(state, params)) ?? [],
  deleteMyCommands: (state, params) => {
    state.commands.delete(place(state, params));
    return true;
  },
  setMyDescription: () => true,
  setMyShortDescription: () => true,
  setMyName: () => true,
  sendChatAction,
  setChatMenuButton,
  getChatMenuButton: (state) => state.menuButton ?? { type: 'commands' },
  getChat,
};
