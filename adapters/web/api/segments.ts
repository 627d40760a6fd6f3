import { z } from 'zod';
import type { Segment } from '../../../entities/segment.ts';
import { changeSegment } from '../../../src/segments/change-segment.ts';
import { createSegment } from '../../../src/segments/create-segment.ts';
import { fillList } from '../../../src/segments/fill-list.ts';
import { findSegment } from '../../../src/segments/find-segment.ts';
import { storedRule } from '../../../src/segments/inline-segments.ts';
import { listSegments } from '../../../src/segments/list-segments.ts';
import { type Look, lookAtSegment, tryRule } from '../../../src/segments/look-at-people.ts';
import { pointingAtName } from '../../../src/segments/point-at-name.ts';
import { readRule } from '../../../src/segments/read-rule.ts';
import { retireSegment } from '../../../src/segments/retire-segment.ts';
import { MOST_LETTERS, type Rule, ruleSchema } from '../../../src/segments/rule.ts';
import { tellBecause } from '../../../src/segments/tell-because.ts';
import { writeRule } from '../../../src/segments/write-rule.ts';
import { authorise } from '../../../src/staff/actor.ts';
import type { Tx } from '../../../src/transaction.ts';
import type { Language } from '../../../src/words/index.ts';
import { endpoint } from './endpoint.ts';
import { id, instant, iso } from './shapes.ts';

const sentence = z.string().min(1).max(MOST_LETTERS).describe('As people write it, in English or Chinese.');
const rule = z.union([sentence, ruleSchema]);
const bySegment = z.strictObject({ segment: z.string().min(1).max(100).describe('Name or id of the segment.') });
const customers = z.array(id).min(1).max(5_000).describe('Ids of customers; who is nobody is left out.');

const segment = z.strictObject({
  id,
  name: z.string(),
  rule: ruleSchema.nullable().describe('Null of a list.'),
  texts: z
    .strictObject({ en: z.string(), 'zh-hant': z.string(), 'zh-hans': z.string() })
    .nullable()
    .describe('The rule as it is always written, by language.'),
  createdAt: instant,
});
const look = {
  count: z.int().min(0).describe('Customers who have joined and fit now.'),
  sentence: z.string().describe('The same in words of Accept-Language.'),
  samples: z
    .array(z.strictObject({ masked: z.string(), because: z.array(z.string()) }))
    .describe('Some of them, with why, in the language of Accept-Language.'),
  doubts: z
    .array(z.strictObject({ kind: z.string(), name: z.string(), near: z.array(z.string()), sentence: z.string() }))
    .describe('Names in the rule that occur nowhere yet, with what is written nearly so.'),
};
const looked = z.strictObject({ ...segment.shape, ...look });

/** Does what takes a rule; a no to a name in a sentence says where it stands. */
const withRule = <T>(tx: Tx, given: z.output<typeof rule>, run: (rule: Rule) => Promise<T>): Promise<T> =>
  typeof given === 'string' ? pointingAtName(given, () => run(readRule(given, tx.shop.currency))) : run(given);

function textsOf(tx: Tx, one: Rule) {
  const write = (language: string) => writeRule(one, language, tx.shop.currency);
  return { en: write('en'), 'zh-hant': write('zh-hant'), 'zh-hans': write('zh-hans') };
}

function view(tx: Tx, { id: segmentId, name, rule: stored, createdAt }: Segment) {
  const own = stored ? storedRule(stored) : null;
  return { id: segmentId, name, rule: own, texts: own && textsOf(tx, own), createdAt: iso(createdAt) };
}

function lookView({ shop, now }: Tx, language: Language, { count, samples, doubts }: Look, isList = false) {
  const t = shop.words(language);
  const telling = { shop, t, language, now };
  const told = samples.map(({ masked, because }) => ({ masked, because: tellBecause(telling, because) }));
  const mistyped = doubts.map((one) => ({ ...one, sentence: t.segments.doubt(one.kind, one.name, one.near) }));
  return {
    count,
    sentence: isList ? t.segments.listCount(count) : t.segments.count(count),
    samples: told,
    doubts: mistyped,
  };
}

const list = endpoint({
  method: 'get',
  path: '/segments',
  name: 'listSegments',
  about: 'Segments by name, a page at a time.',
  scopes: ['campaigns'],
  query: z.strictObject({
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  answer: z.strictObject({ segments: z.array(segment), total: z.int().min(0) }),
  async run({ tx, by, query }) {
    const { segments, total } = await listSegments(tx, by, query.page, query.limit);
    return { segments: segments.map((one) => view(tx, one)), total };
  },
});

const preview = endpoint({
  method: 'get',
  path: '/segments/preview',
  name: 'previewSegment',
  about: 'Who would be in a segment of this rule; nothing is kept.',
  scopes: ['campaigns'],
  query: z.strictObject({ rule: sentence }),
  answer: z.strictObject({ rule: ruleSchema, texts: segment.shape.texts.unwrap(), ...look }),
  async run({ tx, by, query, language }) {
    const { rule: own, look: seen } = await withRule(tx, query.rule, (written) => tryRule(tx, by, written));
    return { rule: own, texts: textsOf(tx, own), ...lookView(tx, language, seen) };
  },
});

const create = endpoint({
  method: 'post',
  path: '/segments',
  name: 'createSegment',
  about: 'Makes a segment by a rule, or without one a list of customers.',
  scopes: ['campaigns'],
  body: z
    .strictObject({ name: z.string().min(1).max(200), rule: rule.optional(), customers: customers.optional() })
    .refine((body) => !(body.rule && body.customers), 'must have a rule or customers, not both'),
  answer: looked,
  status: 201,
  async run({ tx, by, body, language }) {
    const make = (written: Rule | null) => createSegment(tx, by, { name: body.name, rule: written });
    const made = await (body.rule ? withRule(tx, body.rule, make) : make(null));
    if (body.customers) await fillList(tx, by, made.id, body.customers);
    return { ...view(tx, made), ...lookView(tx, language, await lookAtSegment(tx, by, made), !made.rule) };
  },
});

const one = endpoint({
  method: 'get',
  path: '/segments/{segment}',
  name: 'readSegment',
  about: 'A segment, with how many are in it now and some of them.',
  scopes: ['campaigns'],
  params: bySegment,
  answer: looked,
  async run({ tx, by, params, language }) {
    authorise(by, 'publish');
    const found = await findSegment(tx, params.segment);
    return { ...view(tx, found), ...lookView(tx, language, await lookAtSegment(tx, by, found), !found.rule) };
  },
});

const change = endpoint({
  method: 'patch',
  path: '/segments/{segment}',
  name: 'changeSegment',
  about: 'Gives a segment another rule, which holds from now on.',
  scopes: ['campaigns'],
  params: bySegment,
  body: z.strictObject({ rule }),
  answer: looked,
  async run({ tx, by, params, body, language }) {
    const changed = await withRule(tx, body.rule, (written) => changeSegment(tx, by, params.segment, written));
    return { ...view(tx, changed), ...lookView(tx, language, await lookAtSegment(tx, by, changed)) };
  },
});

const retire = endpoint({
  method: 'post',
  path: '/segments/{segment}/retire',
  name: 'retireSegment',
  about: 'Takes a segment out of use; its name is free again.',
  scopes: ['campaigns'],
  params: bySegment,
  answer: segment,
  run: async ({ tx, by, params }) => view(tx, await retireSegment(tx, by, params.segment)),
});

const fill = endpoint({
  method: 'post',
  path: '/segments/{segment}/customers',
  name: 'fillList',
  about: 'Puts customers on a list; who is on it stays.',
  scopes: ['campaigns'],
  params: bySegment,
  body: z.strictObject({ customers }),
  answer: z.strictObject({ added: z.int().min(0) }),
  async run({ tx, by, params, body }) {
    const { id: segmentId } = await findSegment(tx, params.segment);
    return { added: await fillList(tx, by, segmentId, body.customers) };
  },
});

export const segmentEndpoints = [list, preview, create, one, change, retire, fill];
