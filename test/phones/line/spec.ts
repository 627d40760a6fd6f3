import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { parse } from 'yaml';
import type { Obj } from '../obj.ts';
import { asList, asObj, asText } from '../obj.ts';
import { protocolsDir, protocolsPresent } from '../protocols.ts';
import { toJsonSchema } from './schema.ts';

export interface Detail {
  message: string;
  property: string;
}

interface Operation {
  method: string;
  template: string;
  path: RegExp;
  host: 'api' | 'data';
  query: { name: string; required: boolean }[];
  json?: ValidateFunction;
  anyBody: boolean;
}

export type SpecFinding = { refused: 404 | 400 | 415; details: Detail[]; why: string };

/** Checks a call against the official description; undefined means that it is right. */
export type SpecCheck = (
  host: 'api' | 'data',
  call: { method: string; path: string; query: URLSearchParams; type: string; body: unknown },
) => SpecFinding | undefined;

/** A compiled OpenAPI file: its schemas by name. */
export function compileSchemas(doc: Obj): (name: string) => ValidateFunction {
  const ajv = new Ajv({ strict: false, allErrors: true, verbose: true });
  formats.default(ajv);
  ajv.addSchema(toJsonSchema(asObj(asObj(doc.components).schemas) as Record<string, Obj>));
  return (name) => ajv.compile({ $ref: `spec#/$defs/${name}` });
}

/** Reads one of the official files. */
export const readSpec = (file: string): Obj => asObj(parse(readFileSync(join(protocolsDir, 'line', file), 'utf8')));

const wordsOf = (error: ErrorObject): string => {
  const { keyword, params } = error;
  if (keyword === 'additionalProperties') return `Unknown property: ${params.additionalProperty}`;
  if (keyword === 'required') return `May not be null: ${params.missingProperty}`;
  if (keyword === 'minItems' || keyword === 'maxItems') {
    const { minItems = 0, maxItems = 'many' } = asObj(error.parentSchema ?? {});
    return `Size must be between ${minItems} and ${maxItems}`;
  }
  if (keyword === 'maxLength') return `Length must be between 0 and ${params.limit}`;
  if (keyword === 'enum') return `Must be one of the following values: [${params.allowedValues}]`;
  return error.message ?? keyword;
};

/** Turns the validator's findings into the platform's own shape. */
export const detailsOf = (errors: ErrorObject[] | null | undefined): Detail[] =>
  (errors ?? [])
    .filter((e) => e.keyword !== 'if')
    .map((e) => ({
      message: wordsOf(e),
      property:
        e.instancePath
          .replace(/^\//, '')
          .replace(/\/(\d+)/g, '[$1]')
          .replaceAll('/', '.') || '(body)',
    }));

let loaded: Operation[] | undefined;

function load(): Operation[] {
  const doc = readSpec('messaging-api.yml');
  const schema = compileSchemas(doc);
  const operations: Operation[] = [];
  for (const [template, item] of Object.entries(asObj(doc.paths))) {
    for (const [method, raw] of Object.entries(asObj(item))) {
      if (!['get', 'post', 'put', 'delete'].includes(method)) continue;
      const operation = asObj(raw);
      const content = asObj(asObj(operation.requestBody).content);
      const ref = asText(asObj(asObj(content['application/json']).schema).$ref)
        .split('/')
        .at(-1);
      operations.push({
        method: method.toUpperCase(),
        template,
        path: new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`),
        host: asText(asList(operation.servers)[0]?.url).includes('api-data') ? 'data' : 'api',
        query: asList(operation.parameters)
          .filter((p) => p.in === 'query')
          .map((p) => ({ name: asText(p.name), required: p.required === true })),
        json: ref ? schema(ref) : undefined,
        anyBody: '*/*' in content,
      });
    }
  }
  // A fixed path wins over one with a blank.
  return operations.sort((a, b) => a.template.split('{').length - b.template.split('{').length);
}

/** The check against the official description of the Messaging API; nothing is checked where the file is absent. */
export function lineSpec(): SpecCheck {
  if (!protocolsPresent) return () => undefined;
  loaded ??= load();
  const operations = loaded;
  return (host, call) => {
    const found = operations.find((o) => o.method === call.method && o.path.test(call.path));
    if (!found) return { refused: 404, details: [], why: 'no such endpoint' };
    if (found.host !== host) return { refused: 404, details: [], why: `belongs to the ${found.host} host` };
    for (const key of call.query.keys()) {
      if (!found.query.some((q) => q.name === key)) return { refused: 400, details: [], why: `unknown query ${key}` };
    }
    const missing = found.query.find((q) => q.required && !call.query.has(q.name));
    if (missing) return { refused: 400, details: [], why: `query ${missing.name} is missing` };
    if (!found.json) return undefined;
    if (!call.type.startsWith('application/json'))
      return { refused: 415, details: [], why: `content type ${call.type}` };
    if (call.body === undefined) return { refused: 400, details: [], why: 'the body is no JSON' };
    if (found.json(call.body)) return undefined;
    return { refused: 400, details: detailsOf(found.json.errors), why: 'the body breaks the schema' };
  };
}
