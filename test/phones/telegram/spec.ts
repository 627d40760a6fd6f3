import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Obj } from '../obj.ts';
import { isObj } from '../obj.ts';
import { protocolsDir, protocolsPresent } from '../protocols.ts';

interface Field {
  name: string;
  types: string[];
  required: boolean;
  description: string;
}
interface Kind {
  name: string;
  fields?: Field[];
  subtypes?: string[];
}
interface Api {
  methods: Record<string, Kind>;
  types: Record<string, Kind>;
}

/** A file that came with a call. */
export interface Upload {
  upload: string;
  type: string;
  bytes: Buffer;
}

export const isUpload = (v: unknown): v is Upload => isObj(v) && Buffer.isBuffer(v.bytes);

/** A checked call: the method's own spelling and its values with their real types. */
export interface Checked {
  method: string;
  params: Obj;
  /** What the platform would not refuse but nobody should send. */
  notes: string[];
}

type Fit = { value: unknown; notes: string[] } | { error: string };

let api: Api | undefined;
let names: Map<string, string> | undefined;

/** The description of the Bot API; undefined where the file is absent. */
function loadApi(): Api | undefined {
  if (!protocolsPresent) return undefined;
  api ??= JSON.parse(readFileSync(join(protocolsDir, 'telegram/api.json'), 'utf8')) as Api;
  names ??= new Map(Object.keys(api.methods).map((m) => [m.toLowerCase(), m]));
  return api;
}

// Telegraf adds this field to every button; the platform ignores it.
const HARMLESS = new Set(['hide']);

/** The fixed value of a field that tells one kind of object from another. */
function fixedValue(field: Field): string | undefined {
  if (!['type', 'status', 'source'].includes(field.name)) return undefined;
  return /(?:must be|always) [“"*]?([a-z_]+)/.exec(field.description)?.[1];
}

const fail = (error: string): Fit => ({ error });

function fitScalar(type: string, value: unknown): Fit | undefined {
  if (type === 'Integer') {
    const n = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
    return Number.isSafeInteger(n) ? { value: n, notes: [] } : fail('an integer is expected');
  }
  if (type === 'Float') {
    const n = typeof value === 'string' ? Number.parseFloat(value) : value;
    return Number.isFinite(n) ? { value: n, notes: [] } : fail('a number is expected');
  }
  if (type === 'Boolean') {
    if (typeof value === 'boolean') return { value, notes: [] };
    const yes = ['true', 'True', '1'].includes(String(value));
    return yes || ['false', 'False', '0'].includes(String(value)) ? { value: yes, notes: [] } : fail('true or false');
  }
  if (type === 'String') return typeof value === 'string' ? { value, notes: [] } : fail('a text is expected');
  if (type === 'InputFile') return isUpload(value) ? { value, notes: [] } : fail('a file is expected');
  return undefined;
}

function suit(doc: Api, type: string, given: unknown, at: string): Fit {
  const scalar = fitScalar(type, given);
  if (scalar) return 'error' in scalar ? fail(`${at}: ${scalar.error}`) : scalar;
  let value = given;
  if (typeof value === 'string' && type !== 'KeyboardButton') {
    try {
      value = JSON.parse(value);
    } catch {
      return fail(`${at}: can't parse JSON`);
    }
  }
  if (type.startsWith('Array of ')) {
    if (!Array.isArray(value)) return fail(`${at}: a list is expected`);
    const fits = value.map((item, i) => suit(doc, type.slice('Array of '.length), item, `${at}[${i}]`));
    const wrong = fits.find((f) => 'error' in f);
    if (wrong) return wrong;
    const good = fits as { value: unknown; notes: string[] }[];
    return { value: good.map((g) => g.value), notes: good.flatMap((g) => g.notes) };
  }
  if (type === 'KeyboardButton' && typeof value === 'string') return { value: { text: value }, notes: [] };
  const kind = doc.types[type];
  if (!isObj(value)) return fail(`${at}: an object ${type} is expected`);
  if (!kind) return { value, notes: [] };
  if (kind.subtypes) return fitAny(doc, subtypesFor(doc, kind, value), value, at);
  return fitFields(doc, kind, value, at);
}

function subtypesFor(doc: Api, kind: Kind, value: Obj): string[] {
  const matching = kind.subtypes!.filter((name) =>
    (doc.types[name]?.fields ?? []).every((f) => {
      const fixed = fixedValue(f);
      return fixed === undefined || value[f.name] === fixed;
    }),
  );
  return matching.length > 0 ? matching : kind.subtypes!;
}

function fitAny(doc: Api, types: string[], value: unknown, at: string): Fit {
  let best: Fit | undefined;
  for (const type of types) {
    const tried = suit(doc, type, value, at);
    if (!('error' in tried) && tried.notes.length === 0) return tried;
    if (!best || ('error' in best && !('error' in tried))) best = tried;
  }
  return best ?? fail(`${at}: nothing fits`);
}

function fitFields(doc: Api, kind: Kind, given: Obj, at: string): Fit {
  const out: Obj = {};
  const notes: string[] = [];
  const fields = kind.fields ?? [];
  for (const field of fields) {
    const value = given[field.name];
    const place = at ? `${at}.${field.name}` : field.name;
    if (value === undefined || value === null) {
      if (field.required) return fail(`${place}: ${field.name} is required`);
      continue;
    }
    const tried = fitAny(doc, field.types, value, place);
    if ('error' in tried) return tried;
    const fixed = fixedValue(field);
    if (fixed !== undefined && tried.value !== fixed) return fail(`${place}: must be ${fixed}`);
    out[field.name] = tried.value;
    notes.push(...tried.notes);
  }
  for (const key of Object.keys(given)) {
    if (fields.some((f) => f.name === key) || HARMLESS.has(key)) continue;
    if (isUpload(given[key])) out[key] = given[key];
    else notes.push(`${at ? `${at}.` : ''}${key}: unknown field of ${kind.name}`);
  }
  return { value: out, notes };
}

/** Without the description: what a form carries as text becomes what a JSON body would have. */
function plainly(given: Obj): Obj {
  const read = (value: unknown): unknown => {
    if (typeof value !== 'string' || !/^[[{]/.test(value)) return value;
    try {
      return JSON.parse(value);
    } catch {
      return value;
    }
  };
  const texts = ['text', 'caption'];
  return Object.fromEntries(Object.entries(given).map(([k, v]) => [k, texts.includes(k) ? v : read(v)]));
}

/** Checks a call against the official description; the method's name may be in any case. */
export function checkCall(method: string, given: Obj): Checked | { unknown: true } | { error: string } {
  const doc = loadApi();
  if (!doc) return { method, params: plainly(given), notes: [] };
  const name = names!.get(method.toLowerCase());
  if (!name) return { unknown: true };
  const fitted = fitFields(doc, doc.methods[name]!, given, '');
  if ('error' in fitted) return fitted;
  return { method: name, params: fitted.value as Obj, notes: fitted.notes };
}

/** Checks an object that the fake itself makes, such as an update. */
export function checkType(type: string, value: unknown): string[] {
  const doc = loadApi();
  if (!doc) return [];
  const fitted = suit(doc, type, value, type);
  return 'error' in fitted ? [fitted.error] : fitted.notes;
}
