import type { Obj } from '../obj.ts';
import { asList, asObj, asText, isObj } from '../obj.ts';

const WORDS_ONLY = new Set([
  'description',
  'externalDocs',
  'example',
  'examples',
  'deprecated',
  'discriminator',
  'default',
]);
const nameOf = (ref: unknown): string => asText(ref).split('/').at(-1) ?? '';

/**
 * Turns OpenAPI schemas into JSON Schema that refuses unknown properties:
 * inheritance by `allOf` becomes one flat object, a discriminator becomes a choice by its value.
 */
export function toJsonSchema(schemas: Record<string, Obj>): Obj {
  const kinds = kindsOf(schemas);
  const defs: Obj = {};
  for (const [name, schema] of Object.entries(schemas)) defs[name] = define(name, schema);
  return { $id: 'spec', $defs: defs };

  function define(name: string, schema: Obj): Obj {
    const mapping = asObj(asObj(schema.discriminator).mapping);
    const choices = Object.entries(mapping);
    if (choices.length === 0) return schema.allOf ? flat(name, schema) : convert(schema);
    const by = asText(asObj(schema.discriminator).propertyName);
    return {
      type: 'object',
      required: [by],
      properties: { [by]: { enum: choices.map(([value]) => value) } },
      allOf: choices.map(([value, ref]) => ({
        if: { properties: { [by]: { const: value } }, required: [by] },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
        then: { $ref: `#/$defs/${nameOf(ref)}` },
      })),
    };
  }

  function flat(name: string, schema: Obj): Obj {
    const properties: Obj = {};
    const required = new Set<string>();
    const gather = (part: Obj) => {
      if (part.$ref) return gather(schemas[nameOf(part.$ref)] ?? {});
      for (const inner of asList(part.allOf)) gather(inner);
      for (const [key, value] of Object.entries(asObj(part.properties))) properties[key] = convert(value);
      for (const key of (part.required as string[] | undefined) ?? []) required.add(key);
    };
    gather(schema);
    const kind = kinds.get(name);
    if (kind) properties[kind.by] = { enum: kind.values };
    return { type: 'object', required: [...required], properties, additionalProperties: false };
  }

  function convert(node: unknown): Obj {
    // Lists and single values stand as they are; only objects hold schemas.
    if (!isObj(node)) return node as Obj;
    if (node.$ref) return { $ref: `#/$defs/${nameOf(node.$ref)}` };
    if (node.allOf) return flat('', node);
    const out: Obj = {};
    for (const [key, value] of Object.entries(node)) {
      if (WORDS_ONLY.has(key) || key === 'nullable') continue;
      if (key === 'properties') {
        out.properties = Object.fromEntries(Object.entries(asObj(value)).map(([k, v]) => [k, convert(v)]));
      } else out[key] = convert(value);
    }
    if (out.properties && out.additionalProperties === undefined) out.additionalProperties = false;
    if (node.nullable && typeof out.type === 'string') out.type = [out.type, 'null'];
    return out;
  }
}

/** Which discriminator values a schema stands for. */
function kindsOf(schemas: Record<string, Obj>): Map<string, { by: string; values: string[] }> {
  const kinds = new Map<string, { by: string; values: string[] }>();
  for (const schema of Object.values(schemas)) {
    const discriminator = asObj(schema.discriminator);
    for (const [value, ref] of Object.entries(asObj(discriminator.mapping))) {
      const kind = kinds.get(nameOf(ref)) ?? { by: asText(discriminator.propertyName), values: [] };
      kind.values.push(value);
      kinds.set(nameOf(ref), kind);
    }
  }
  return kinds;
}
