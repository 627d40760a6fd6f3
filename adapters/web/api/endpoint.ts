import { z } from 'zod';
import type { App } from '../../../src/app.ts';
import type { Actor, Scope } from '../../../src/staff/actor.ts';
import type { Tx } from '../../../src/transaction.ts';
import type { Language } from '../../../src/words/index.ts';

/** One call of the API, as its endpoint sees it: everything is read and validated. */
export interface Call<Params, Query, Body> {
  tx: Tx;
  by: Actor;
  /** The key, or the member of staff on the console. */
  callerId: string;
  /** In which sentences of the answer are said. */
  language: Language;
  params: Params;
  query: Query;
  body: Body;
}

/** One endpoint: what validates is what the OpenAPI document says. */
export interface Endpoint {
  method: 'get' | 'post' | 'patch';
  /** Below /api/v1, with `{blanks}`. */
  path: string;
  name: string;
  about: string;
  /** Any one of these opens it; any key at all when empty. */
  scopes: readonly Scope[];
  params: z.ZodObject;
  query: z.ZodObject;
  body: z.ZodType | undefined;
  answer: z.ZodType;
  /** An answer that is a file goes out as it is, under its name. */
  type?: 'text/csv' | 'text/event-stream';
  status: 200 | 201;
  run(call: Call<never, never, never>): Promise<object>;
  /** Instead of `run`, of a file that is received as it comes, in transactions of its own. */
  receive?(app: App, upload: Upload<never, never>): Promise<object>;
}

/** A file on its way to us; it is itself what makes the same call again have no second effect. */
export interface Upload<Params, Query> {
  by: Actor;
  language: Language;
  params: Params;
  query: Query;
  file: AsyncIterable<Buffer>;
  /** As the caller says before sending it; undefined when they do not. */
  bytes: number | undefined;
}

const nothing = z.strictObject({});

/** Writes an endpoint down with its types. */
export function endpoint<
  Answer extends z.ZodType,
  Params extends z.ZodObject = typeof nothing,
  Query extends z.ZodObject = typeof nothing,
  Body extends z.ZodType = z.ZodUndefined,
>(what: {
  method: Endpoint['method'];
  path: string;
  name: string;
  about: string;
  scopes: readonly Scope[];
  params?: Params;
  query?: Query;
  body?: Body;
  answer: Answer;
  type?: 'text/csv' | 'text/event-stream';
  status?: 200 | 201;
  run(call: Call<z.output<Params>, z.output<Query>, z.output<Body>>): Promise<z.input<Answer> & object>;
}): Endpoint {
  return { status: 200, params: nothing, query: nothing, body: undefined, ...what } as unknown as Endpoint;
}

/** Writes down an endpoint that takes a CSV file. */
export function upload<Answer extends z.ZodType, Params extends z.ZodObject, Query extends z.ZodObject>(what: {
  path: string;
  name: string;
  about: string;
  scopes: readonly Scope[];
  params: Params;
  query: Query;
  answer: Answer;
  receive(app: App, upload: Upload<z.output<Params>, z.output<Query>>): Promise<z.input<Answer> & object>;
}): Endpoint {
  const run = () => Promise.reject(new Error('A file is received, not run.'));
  return { method: 'post', status: 201, body: undefined, run, ...what } as unknown as Endpoint;
}
