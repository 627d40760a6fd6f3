import { randomUUID } from 'node:crypto';
import { makeCounts } from './counts.ts';
import { type Fault, makeFaults } from './faults.ts';
import { type Call, listen, type Outcome, type Posted } from './http.ts';
import { type LinePhone, makeLinePhone } from './line/person.ts';
import { findRoute } from './line/routes.ts';
import { refusal } from './line/send.ts';
import { lineSpec } from './line/spec.ts';
import { type LineOptions, type LineState, lineId } from './line/state.ts';
import { postWebhook, type WebhookWish } from './line/webhook.ts';
import { makeMeter } from './meter.ts';
import type { Obj } from './obj.ts';
import { asObj } from './obj.ts';

const RATE = 'The API rate limit has been exceeded. Try again later.';

export type { LinePhone } from './line/person.ts';
export type { LineOptions } from './line/state.ts';
export { lineId } from './line/state.ts';

/** A fake LINE platform. */
export interface FakeLine
  extends Pick<
    LineState,
    'accepted' | 'violations' | 'refused' | 'calls' | 'quota' | 'menus' | 'aliases' | 'counts' | 'loading'
  > {
  /** For LINE_API_BASE. */
  apiBase: string;
  /** For LINE_DATA_API_BASE. */
  dataApiBase: string;
  webhookUrl: string | undefined;
  /** Stands for the host of every https webhook address. */
  origin: string | undefined;
  readonly defaultMenu: string | undefined;
  person(id: string, facts?: { name?: string; language?: string; friend?: boolean }): LinePhone;
  sendWebhook(events: Obj[], wish?: WebhookWish): Promise<Posted>;
  fault(fault: Fault): void;
  clearFaults(): void;
  /** After 24 hours a retry key counts as new. */
  forgetKeys(): void;
  close(): Promise<void>;
}

function parsed(call: Call): unknown {
  if (!String(call.headers['content-type'] ?? '').startsWith('application/json')) return undefined;
  try {
    return JSON.parse(call.body.toString());
  } catch {
    return undefined;
  }
}

/** Opens a fake LINE platform on two free ports of the loopback. */
export async function startLine(options: LineOptions): Promise<FakeLine> {
  const spec = lineSpec();
  const state: LineState = {
    options,
    botId: lineId('quanbot'),
    webhookUrl: options.webhookUrl,
    people: new Map(),
    screens: new Map(),
    tokens: new Map(),
    keys: new Map(),
    accepted: [],
    violations: [],
    refused: [],
    calls: new Map(),
    quota: { used: 0 },
    menus: new Map(),
    aliases: new Map(),
    faults: makeFaults(options.seed),
    counts: makeCounts(options.counting),
    loading: [],
    nextId: 1,
  };

  const meter = makeMeter();
  const work = async (host: 'api' | 'data', call: Call, requestId: string): Promise<Outcome> => {
    const found = findRoute(call.method, call.path);
    const key = found?.key ?? `${call.method} ${call.path}`;
    state.calls.set(key, (state.calls.get(key) ?? 0) + 1);
    if (call.headers.authorization !== `Bearer ${options.accessToken}`) {
      state.violations.push(`${key}: wrong access token`);
      return refusal(
        state,
        key,
        401,
        'Authentication failed. Confirm that the access token in the authorization header is valid.',
      );
    }
    if (call.body.length > 2 * 1024 * 1024) {
      state.violations.push(`${key}: a body of ${call.body.length} bytes`);
      return refusal(state, key, 413, 'Request entity too large');
    }
    const body = parsed(call);
    const type = String(call.headers['content-type'] ?? '');
    const wrong = spec(host, { method: call.method, path: call.path, query: call.query, type, body });
    if (wrong) {
      for (const d of wrong.details) state.violations.push(`${key}: ${d.property}: ${d.message}`);
      if (wrong.details.length === 0) state.violations.push(`${key}: ${wrong.why}`);
      if (wrong.refused === 404) return refusal(state, key, 404, 'Not found');
      const message = wrong.details.length > 0 ? `The request body has ${wrong.details.length} error(s)` : wrong.why;
      return refusal(state, key, wrong.refused, message, wrong.details.length > 0 ? { details: wrong.details } : {});
    }
    if (!found) {
      state.violations.push(`${key}: the phone does not know this call`);
      return refusal(state, key, 404, 'Not found');
    }
    return strike(found.key, call, () => found.route(state, call, asObj(body), found.blanks, requestId));
  };

  const strike = async (key: string, call: Call, accept: () => Outcome | Promise<Outcome>): Promise<Outcome> => {
    const name = /message\/(\w+)$/.exec(key)?.[1] ?? (key.includes('richmenu') ? 'richmenu' : key.split('/')[3]!);
    const most = name === 'multicast' && options.multicastsPerSecond;
    if (most && meter.note() > most) return refusal(state, name, 429, RATE);
    const fault = state.faults.strike(name);
    if (!fault) {
      const outcome = await accept();
      const token = name === 'reply' ? state.tokens.get(String(asObj(parsed(call)).replyToken)) : undefined;
      if (token) token.told = true;
      return outcome;
    }
    const { status } = fault;
    if (status === 'reset-before') return 'reset';
    if (status === 'hang') return 'hang';
    if (status === 'monthly') return refusal(state, name, 429, 'You have reached your monthly limit.');
    if (status === 429) return refusal(state, name, 429, RATE);
    if (typeof status === 'number') return refusal(state, name, status, 'Internal error');
    await accept();
    if (status === 'reset-after-accept') return 'reset';
    return status === 'hang-after-accept' ? 'hang' : { status: 500, body: { message: 'Internal error' } };
  };

  const answer = (host: 'api' | 'data') => async (call: Call) => {
    const requestId = randomUUID();
    const outcome = await work(host, call, requestId);
    if (typeof outcome === 'string') return outcome;
    return { ...outcome, headers: { 'x-line-request-id': requestId, ...outcome.headers } };
  };
  const api = await listen(options.port ?? 0, answer('api'));
  const data = await listen(options.dataPort ?? 0, answer('data'));

  return {
    ...state,
    apiBase: api.url,
    dataApiBase: data.url,
    get webhookUrl() {
      return state.webhookUrl;
    },
    set webhookUrl(url) {
      state.webhookUrl = url;
    },
    get origin() {
      return options.origin;
    },
    set origin(origin) {
      options.origin = origin;
    },
    get defaultMenu() {
      return state.defaultMenu;
    },
    person: (id, facts = {}) => {
      const address = lineId(id);
      const known = state.people.get(address) ?? { id: address, name: id, friend: true };
      Object.assign(known, facts);
      state.people.set(address, known);
      return makeLinePhone(state, known);
    },
    sendWebhook: (events, wish) => postWebhook(state, events, wish),
    fault: state.faults.plan,
    clearFaults: state.faults.clear,
    forgetKeys: () => state.keys.clear(),
    close: async () => {
      await Promise.all([api.close(), data.close()]);
    },
  };
}
