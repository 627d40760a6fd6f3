import { z } from 'zod';
import type { Shop } from '../../../src/shop.ts';
import { scopes } from '../../../src/staff/actor.ts';
import type { Endpoint } from './endpoint.ts';
import { endpoints } from './endpoints.ts';
import { refused } from './shapes.ts';

const NOS = {
  400: 'No JSON, or no Idempotency-Key.',
  401: 'No key, or one that does not work (any more).',
  403: 'The key lacks the scope.',
  404: 'There is no such thing.',
  409: 'The state of things does not allow it.',
  413: 'The body is too large.',
  415: 'The body is no text/csv.',
  422: 'What was sent does not fit, or the Idempotency-Key was used for something else.',
  429: 'Too many codes that do not exist; see Retry-After.',
  500: 'A bug on our side; nothing was done.',
  503: 'The shop cannot answer right now; send the same again after Retry-After seconds.',
};
const OF_CHANGES = ['400', '413', '429'];

const KEY_HEADER = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'Of your making; the same for each try of one act.',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
};

/** The OpenAPI 3.1 document, made from the very schemas that validate. */
export function openApi(shop: Pick<Shop, 'name' | 'publicUrl'>): object {
  const schemas: Record<string, object> = {};
  const paths: Record<string, Record<string, object>> = {};
  for (const endpoint of endpoints) {
    paths[`/api/v1${endpoint.path}`] ??= {};
    paths[`/api/v1${endpoint.path}`]![endpoint.method] = operation(endpoint, schemas);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: `${shop.name} API`,
      version: '1',
      description:
        'Amounts are whole minor units, times are ISO 8601, ids are UUIDs. Every POST and PATCH carries an ' +
        'Idempotency-Key, but for files: the same key and body give the same answer for seven days, refusals included.',
    },
    servers: [{ url: shop.publicUrl ?? '/' }],
    security: [{ key: [] }],
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: `quan_…; scopes: ${Object.keys(scopes).join(', ')}.` },
      },
      schemas,
    },
  };
}

/** The JSON schema of one of ours. Named shapes stand once, among the components. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output', named: Record<string, object>): object {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' });
  const { $defs, ...rest } = JSON.parse(JSON.stringify(json).replaceAll('"#/$defs/', '"#/components/schemas/'));
  Object.assign(named, $defs);
  return rest;
}

function operation(endpoint: Endpoint, named: Record<string, object>): object {
  const { method, name, about, scopes: needed, params, query, body, answer, status, type } = endpoint;
  const changes = method !== 'get';
  const json = (schema: z.ZodType, io: 'input' | 'output') => ({
    'application/json': { schema: schemaOf(schema, io, named) },
  });
  const nos = Object.entries(NOS).filter(
    ([code]) => (changes || !OF_CHANGES.includes(code)) && (endpoint.receive || code !== '415'),
  );
  return {
    operationId: name,
    summary: about,
    description: needed.length > 0 ? `Scope: ${needed.join(' or ')}.` : 'Any key.',
    parameters: [
      ...parameters(params, 'path', named),
      ...parameters(query, 'query', named),
      ...(changes && !endpoint.receive ? [KEY_HEADER] : []),
    ],
    ...(endpoint.receive && {
      requestBody: { required: true, content: { 'text/csv': { schema: { type: 'string', format: 'binary' } } } },
    }),
    ...(body && { requestBody: { required: true, content: json(body, 'input') } }),
    responses: {
      [status]: {
        description: 'Done.',
        content: type ? { [type]: { schema: { type: 'string' } } } : json(answer, 'output'),
      },
      ...Object.fromEntries(
        nos.map(([code, description]) => [code, { description, content: json(refused, 'output') }]),
      ),
    },
  };
}

function parameters(schema: z.ZodObject, place: 'path' | 'query', named: Record<string, object>): object[] {
  return Object.entries(schema.shape).map(([name, one]) => ({
    name,
    in: place,
    required: place === 'path' || !z.safeParse(one, undefined).success,
    schema: schemaOf(one as z.ZodType, 'input', named),
  }));
}
