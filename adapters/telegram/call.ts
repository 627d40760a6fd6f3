import type { Telegram as Methods } from 'telegraf/types';
import { Agent, FormData, request } from 'undici';
import type { Gate } from './gate.ts';

/**
 * What became of a call. `fate` of a failure: the platform said no (`refused`), it surely did nothing (`unsent`), or
 * nobody can tell (`unknown`).
 */
export type Reply<T> = { date?: string } & (
  | { ok: true; result: T }
  | { ok: false; fate: 'refused' | 'unsent' | 'unknown'; code: number; reason: string; afterMs?: number }
);

export interface CallOptions {
  timeoutMs?: number;
  signal?: AbortSignal;
  /** Monotonic ms until which to wait at the gate; `never` calls at once, whatever the gate says. */
  gate?: number | 'never';
}

export type Call = <M extends keyof Methods>(
  method: M,
  payload: Record<string, unknown>,
  options?: CallOptions,
) => Promise<Reply<ReturnType<Methods[M]>>>;

const UNSENT = new Set(
  'ECONNREFUSED ENOTFOUND EAI_AGAIN EHOSTUNREACH ENETUNREACH UND_ERR_CONNECT_TIMEOUT UND_ERR_CLOSED UND_ERR_DESTROYED ERR_TLS_CERT_ALTNAME_INVALID'.split(
    ' ',
  ),
);

/**
 * The only way to Telegram: short time-outs, one gate for the whole bot, and no error that holds the token, which is
 * part of every address.
 */
export function openCalls(token: string, apiRoot: string, gate: Gate): { call: Call; close(): Promise<void> } {
  const root = `${apiRoot.replace(/\/+$/, '')}/bot${token}/`;
  const agent = new Agent({ connect: { timeout: 5000 }, connections: 128 });
  const safe = (text: string) => text.replaceAll(token, '…');

  const call: Call = async (method, payload, { timeoutMs = 10_000, signal, gate: until } = {}) => {
    const message = until !== 'never' && /^(send|edit)/.test(method);
    if (until !== 'never' && !(await gate.pass(message, until))) {
      return { ok: false, fate: 'unsent', code: 429, reason: 'the bot is held back', afterMs: gate.wait() };
    }
    let status = 0;
    let date: string | undefined;
    try {
      const answer = await request(root + method, {
        method: 'POST',
        ...encode(payload),
        dispatcher: agent,
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
        signal,
      });
      status = answer.statusCode;
      const header = answer.headers.date;
      date = typeof header === 'string' ? header : undefined;
      const body = (await answer.body.json()) as Body | null;
      if (body?.ok === true) return { ok: true, result: body.result as never, date };
      if (body?.ok !== false)
        return { ok: false, fate: 'unknown', code: status, reason: 'an answer we cannot read', date };
      const code = body.error_code ?? status;
      const afterMs = code === 429 ? (body.parameters?.retry_after ?? 1) * 1000 : undefined;
      if (afterMs && method !== 'getUpdates') gate.shut(afterMs);
      // A server's own error can come after the message was taken.
      const fate = code === 429 ? 'unsent' : code >= 500 ? 'unknown' : 'refused';
      return { ok: false, fate, code, reason: safe(body.description ?? `error ${code}`), afterMs, date };
    } catch (error) {
      const { code = '', name } = error as NodeJS.ErrnoException;
      const reason = status ? `an answer we cannot read (${status})` : code || name;
      if (status === 429) gate.shut(1000);
      const said = status >= 400 && status < 500;
      const fate = status === 429 ? 'unsent' : said ? 'refused' : !status && UNSENT.has(code) ? 'unsent' : 'unknown';
      return { ok: false, fate, code: status, reason: safe(reason), date };
    } finally {
      gate.leave(message);
    }
  };
  return { call, close: () => agent.close() };
}

interface Body {
  ok?: boolean;
  result?: unknown;
  error_code?: number;
  description?: string;
  parameters?: { retry_after?: number };
}

/** JSON, or multipart where a value is a picture; there, everything nested has to be JSON text. */
function encode(payload: Record<string, unknown>): { body: string | FormData; headers?: Record<string, string> } {
  if (!Object.values(payload).some(Buffer.isBuffer)) {
    return { body: JSON.stringify(payload), headers: { 'content-type': 'application/json' } };
  }
  const form = new FormData();
  for (const [name, value] of Object.entries(payload)) {
    if (value === undefined) continue;
    if (Buffer.isBuffer(value)) form.append(name, new Blob([new Uint8Array(value)], { type: 'image/png' }), 'code.png');
    else form.append(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
  }
  return { body: form };
}
