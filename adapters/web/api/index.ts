import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response, Router } from 'express';
import type { App } from '../../../src/app.ts';
import { Refusal } from '../../../src/refusal.ts';
import { inTransaction, type Tx } from '../../../src/transaction.ts';
import { asRefusal, BODY_LIMIT, languageOf, readerOf, refusalAnswer, send, sendFile } from './answer.ts';
import type { Endpoint } from './endpoint.ts';
import { endpoints } from './endpoints.ts';
import { watching } from './live.ts';
import { type Answer, idempotencyKey, once } from './once.ts';
import { openApi } from './openapi.ts';
import { validate } from './validate.ts';
import { allow, type Caller, whoCalls } from './who-calls.ts';

/**
 * API v1 for other systems and the console: JSON in and out, keys with scopes, and every change under an
 * Idempotency-Key.
 */
export function apiRouter(app: App): Router {
  const router = Router();
  // Made when somebody asks, which few do: it takes longer than everything else here.
  let document: object | undefined;
  router.get(['/openapi.json', '/api/v1/openapi.json'], (_request, response) => {
    document ??= openApi(app.shop);
    response.set('cache-control', 'no-cache').json(document);
  });
  // Who may call at all is asked before a byte of the body is read.
  router.use('/api/v1', authenticate(app));
  const read = express.json({ limit: BODY_LIMIT, type: 'application/json' });
  for (const endpoint of endpoints) {
    const path = `/api/v1${endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1')}`;
    if (endpoint.type === 'text/event-stream') router.get(path, allowed(endpoint), watching(app));
    else if (endpoint.method === 'get') router.get(path, allowed(endpoint), answering(app, endpoint));
    else if (endpoint.receive) router.post(path, allowed(endpoint), receiving(app, endpoint));
    else router[endpoint.method](path, allowed(endpoint), read, answering(app, endpoint));
  }
  router.use('/api/v1', () => {
    throw new Refusal('address-unknown');
  });
  router.use('/api/v1', explain(app));
  return router;
}

const callerOf = (response: Response) => response.locals.caller as Caller;

function authenticate(app: App): RequestHandler {
  return async (request, response, next) => {
    response.locals.caller = await whoCalls(app, request);
    next();
  };
}

function allowed({ scopes }: Endpoint): RequestHandler {
  return (_request, response, next) => {
    allow(callerOf(response), scopes);
    next();
  };
}

function answering(app: App, endpoint: Endpoint): RequestHandler {
  return async (request, response) => {
    const { id: callerId, by, isGood } = callerOf(response);
    const language = languageOf(request, app.shop);
    const params = validate(endpoint.params, request.params, language);
    const query = validate(endpoint.query, request.query, language);
    const run = async (tx: Tx, body: unknown): Promise<Answer> => {
      const call = { tx, by, callerId, language, params, query, body };
      return { status: endpoint.status, body: await endpoint.run(call as never) };
    };
    if (endpoint.method === 'get') {
      const answer = await inTransaction(app, (tx) => run(tx, undefined)).catch(remembered(app));
      return endpoint.type
        ? sendFile(response, answer.body as { csv: string; name: string })
        : send(response, answer, language);
    }
    // They may have sent slowly, and have left meanwhile.
    if (by.kind === 'staff' && !(await isGood())) throw new Refusal('console-over');
    const wanted = idempotencyKey(request.get('idempotency-key'));
    const given = endpoint.body ? readBody(request) : {};
    const body = endpoint.body && validate(endpoint.body, given, language);
    // What somebody was told in one role is not said again to them in another.
    const as = by.kind === 'staff' ? [by.staff.role, by.staff.storeId] : undefined;
    const asked = { callerId, key: wanted, request: { call: `${request.method} ${request.path}`, given, as } };
    const refuse = (refusal: Refusal) =>
      refusalAnswer(app.shop, language, refusal, readerOf((response.locals.caller as Caller | undefined)?.by));
    send(response, await inTransaction(app, (tx) => once(tx, asked, (inner) => run(inner, body), refuse)), language);
  };
}

/** What a no has to leave behind, such as a count of wrong codes, stays although the rest is undone. */
const remembered = (app: App) => async (error: unknown) => {
  if (error instanceof Refusal && error.remember) await inTransaction(app, error.remember.bind(error));
  throw error;
};

function receiving(app: App, endpoint: Endpoint): RequestHandler {
  return async (request, response) => {
    const language = languageOf(request, app.shop);
    if (!request.is('text/csv')) throw new Refusal('body-no-csv');
    const call = {
      by: callerOf(response).by,
      language,
      params: validate(endpoint.params, request.params, language) as never,
      query: validate(endpoint.query, request.query, language) as never,
      file: request,
      bytes: Number(request.get('content-length')) || undefined,
    };
    const body = await endpoint.receive!(app, call);
    send(response, { status: endpoint.status, body }, language);
  };
}

function readBody(request: Request): object {
  const { body } = request as { body?: unknown };
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new Refusal('body-unreadable');
  return body;
}

function explain(app: App): ErrorRequestHandler {
  return function explainError(error, request, response, next) {
    if (response.headersSent) return next(error);
    const language = languageOf(request, app.shop);
    const refusal = asRefusal(app, error);
    // Whose session is over is nobody to us, but a person.
    const reader =
      refusal.code === 'console-over' ? 'person' : readerOf((response.locals.caller as Caller | undefined)?.by);
    send(response, refusalAnswer(app.shop, language, refusal, reader), language);
  };
}
