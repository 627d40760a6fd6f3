import { Agent, type Dispatcher } from 'undici';

/** What came of a call: the platform's status, or 0 when there was no answer. */
export interface Reply {
  status: number;
  /** Raw body, or why there was no answer. */
  text: string;
  /** The platform's id of the request, for the log. */
  requestId?: string;
  /** False when the request certainly never left. */
  left: boolean;
}

export interface Request {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  json?: unknown;
  /** Raw bytes, such as a picture, with their type; goes to the data host. */
  bytes?: { type: string; data: Buffer };
  retryKey?: string;
  timeoutMs?: number;
}

/** Calls LINE over kept connections; never throws, and never waits longer than its time-outs. */
export interface Caller {
  (request: Request): Promise<Reply>;
  close(): Promise<void>;
}

const TIMEOUT = 5000;
// Refused before the first byte of the request was written.
const NEVER_LEFT = new Set(['UND_ERR_CONNECT_TIMEOUT', 'ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH']);

/** A caller for one channel. The SDK's own client has no time-outs, so it is used for its types only. */
export function callerOf(options: { accessToken: string; apiBase: string; dataApiBase: string }): Caller {
  const agent = new Agent({
    connections: 128,
    connect: { timeout: TIMEOUT },
    headersTimeout: TIMEOUT,
    bodyTimeout: TIMEOUT,
  });
  const authorization = `Bearer ${options.accessToken}`;
  const api = baseOf(options.apiBase);
  const data = baseOf(options.dataApiBase);

  const call = async (request: Request): Promise<Reply> => {
    const headers: Record<string, string> = { authorization };
    let body: string | Buffer | undefined;
    if (request.bytes) {
      headers['content-type'] = request.bytes.type;
      body = request.bytes.data;
    } else if (request.json !== undefined) {
      headers['content-type'] = 'application/json';
      body = JSON.stringify(request.json);
    }
    if (request.retryKey) headers['x-line-retry-key'] = request.retryKey;
    const base = request.bytes ? data : api;
    const asked: Dispatcher.RequestOptions = {
      origin: base.origin,
      path: base.path + request.path,
      method: request.method,
      headers,
      body,
    };
    if (request.bytes) asked.headersTimeout = 30_000;
    if (request.timeoutMs) asked.signal = AbortSignal.timeout(request.timeoutMs);
    try {
      const answer = await agent.request(asked);
      const requestId = answer.headers['x-line-request-id'];
      const text = await answer.body.text();
      return {
        status: answer.statusCode,
        text,
        left: true,
        ...(typeof requestId === 'string' && { requestId }),
      };
    } catch (error) {
      const { code, name } = error as { code?: string; name?: string };
      const reason = code ?? name ?? 'no answer';
      return { status: 0, text: reason, left: !NEVER_LEFT.has(reason) };
    }
  };
  return Object.assign(call, { close: () => agent.destroy() });
}

/** An address may have a path of its own, before LINE's. */
function baseOf(address: string): { origin: string; path: string } {
  const { origin, pathname } = new URL(address);
  return { origin, path: pathname.replace(/\/+$/, '') };
}

/** The JSON of an answer, or undefined when it is none. */
export function jsonOf<T extends object>(reply: Reply): Partial<T> | undefined {
  try {
    const value: unknown = JSON.parse(reply.text);
    return typeof value === 'object' && value !== null ? (value as Partial<T>) : undefined;
  } catch {
    return undefined;
  }
}
