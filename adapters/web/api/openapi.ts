import { z } from 'zod';
import type { Shop } from '../../../src/shop.ts';
import { scopes } from '../../../src/staff/actor.ts';
import type { Endpoint } from './endpoint.ts';
import { endpoints } from './endpoints.ts';
import { refused } from './shapes.ts';

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): object => {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, target: 'draft-2020-12', reused: 'inline' });
  return json;
};

const NOS = {
  400: 'No JSON, or no Idempotency-Key.',
  401: 'No key, or one that does not work (any more).',
  403: 'The key lacks the scope.',
  404: 'There is no such thing.',
  409: 'The state of things does not allow it.',
  422: 'What was sent does not fit, or the Idempotency-Key was used for something else.',
  429: 'Too many codes that do not exist; see Retry-After.',
  500: 'A bug on our side; nothing was done.',
  503: 'The shop cannot answer right now; send the same again after Retry-After seconds.',
};

/** The OpenAPI 3.1 document, made from the very schemas that validate. */
export function openApi(shop: Pick<Shop, 'name' | 'publicUrl'>): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const endpoint of endpoints) {
    paths[`/api/v1${endpoint.path}`] ??= {};
    paths[`/api/v1${endpoint.path}`]![endpoint.method] = operation(endpoint);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: `${shop.name} API`,
      version: '1',
      description:
        'Amounts are whole minor units, times are ISO 8601, ids are UUIDs. Every POST and PATCH carries an ' +
        'Idempotency-Key: the same key and body give the same answer for seven days, refusals included.',
    },
    servers: [{ url: shop.publicUrl ?? '/' }],
    security: [{ key: [] }],
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: `quan_…; scopes: ${Object.keys(scopes).join(', ')}.` },
      },
      schemas: { Refused: schemaOf(refused, 'output') },
    },
  };
}

function operation(endpoint: Endpoint): object {
  const { method, name, about, scopes: needed, params, query, body, answer, status } = endpoint;
  const changes = method !== 'get';
  const header = {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    schema: { type: 'string', minLength: 1, maxLength: 200 },
  };
  const nos = Object.entries(NOS).filter(([code]) => changes || !['400', '429'].includes(code));
  return {
    operationId: name,
    summary: about,
    description: needed.length > 0 ? `Scope: ${needed.join(' or ')}.` : 'Any key.',
    parameters: [...parameters(params, 'path'), ...parameters(query, 'query'), ...(changes ? [header] : [])],
    ...(body && { requestBody: { required: true, content: json(schemaOf(body, 'input')) } }),
    responses: {
      [status]: { description: 'Done.', content: json(schemaOf(answer, 'output')) },
      ...Object.fromEntries(
        nos.map(([code, description]) => [
          code,
          { description, content: json({ $ref: '#/components/schemas/Refused' }) },
        ]),
      ),
    },
  };
}

const json = (schema: object) => ({ 'application/json': { schema } });

function parameters(schema: z.ZodObject, place: 'path' | 'query'): object[] {
  return Object.entries(schema.shape).map(([name, one]) => ({
    name,
    in: place,
    required: place === 'path' || !z.safeParse(one, undefined).success,
    schema: schemaOf(one as z.ZodType, 'input'),
  }));
}
