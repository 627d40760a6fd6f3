import type { Call } from '../http.ts';
import type { Obj } from '../obj.ts';
import { isObj } from '../obj.ts';
import { wrong } from './state.ts';

const scalars = (entries: Iterable<[string, string]>): Obj => Object.fromEntries(entries);

/** Reads the parameters of a call, whatever way they came: query, form, JSON or multipart. */
export async function readParams(call: Call): Promise<Obj> {
  const query = scalars(call.query);
  const type = String(call.headers['content-type'] ?? '').toLowerCase();
  if (call.body.length === 0) return query;
  if (type.startsWith('application/json')) {
    let body: unknown;
    try {
      body = JSON.parse(call.body.toString());
    } catch {
      throw wrong("can't parse JSON object");
    }
    if (!isObj(body)) throw wrong('request JSON object expected');
    return { ...query, ...body };
  }
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return { ...query, ...scalars(new URLSearchParams(call.body.toString())) };
  }
  if (!type.startsWith('multipart/form-data')) throw wrong(`unsupported content type ${type}`);
  const headers = { 'content-type': String(call.headers['content-type']) };
  const form = await new Response(new Uint8Array(call.body), { headers }).formData();
  const out: Obj = query;
  for (const [name, value] of form) {
    out[name] =
      typeof value === 'string'
        ? value
        : { upload: value.name, type: value.type, bytes: Buffer.from(await value.arrayBuffer()) };
  }
  return out;
}
