import { z } from 'zod';
import { type Doubted, listDoubts, type OpenDoubt } from '../../../src/doubts/list-doubts.ts';
import { doubtKinds, doubtReasons } from '../../../src/doubts/rules.ts';
import { clearDoubted, settleDoubt } from '../../../src/doubts/settle-doubt.ts';
import { mergeCustomers } from '../../../src/links/merge-customers.ts';
import { partCustomers } from '../../../src/links/part-customers.ts';
import { endpoint } from './endpoint.ts';
import { byId, id, instant, iso, isoOrNull } from './shapes.ts';

const scopes = ['customers'] as const;

const person = z.strictObject({
  id,
  name: z.string().nullable(),
  birthday: z.strictObject({ mmdd: z.int(), year: z.int().nullable() }).nullable().describe('Month × 100 + day.'),
  phone: z.string().nullable().describe('Its last three digits.'),
  channels: z.array(z.string()),
  lastAt: instant.nullable(),
  purchases: z.int().min(0),
});
const doubt = z.strictObject({
  id,
  kind: z.enum(doubtKinds),
  reason: z.enum(doubtReasons),
  foundAt: instant,
  one: person,
  other: person.nullable().describe('Who is likely the same person.'),
});

const personView = ({ birthday, phone, lastAt, ...one }: Doubted): z.input<typeof person> => ({
  ...one,
  birthday: birthday ?? null,
  phone: phone ?? null,
  lastAt: isoOrNull(lastAt),
});
const doubtView = ({ foundAt, one, other, ...rest }: OpenDoubt): z.input<typeof doubt> => ({
  ...rest,
  foundAt: iso(foundAt),
  one: personView(one),
  other: other ? personView(other) : null,
});

const list = endpoint({
  method: 'get',
  path: '/doubts',
  name: 'listDoubts',
  about: 'What may be wrong in what is known of customers, as found last night: likely doubles, birthdays, numbers.',
  scopes,
  query: z.strictObject({
    kind: z.enum(doubtKinds).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
  }),
  answer: z.strictObject({ doubts: z.array(doubt), total: z.int().min(0) }),
  async run({ tx, by, query: { kind, limit, page } }) {
    const { doubts, total } = await listDoubts(tx, by, { ...(kind && { kind }), page, size: limit });
    return { doubts: doubts.map(doubtView), total };
  },
});

const settle = endpoint({
  method: 'post',
  path: '/doubts/{id}',
  name: 'settleDoubt',
  about: 'Says of a doubt that it is right as it is, or takes the birthday or number off with `clear`.',
  scopes,
  params: byId,
  body: z.strictObject({ clear: z.boolean().default(false) }),
  answer: doubt,
  run: async ({ tx, by, params, body }) =>
    doubtView(await (body.clear ? clearDoubted(tx, by, params.id) : settleDoubt(tx, by, params.id))),
});

const merge = endpoint({
  method: 'post',
  path: '/customers/{id}/merge',
  name: 'mergeCustomers',
  about: 'Makes two profiles of one person one; who joined first is kept, and both sides are told. It can be undone.',
  scopes,
  params: byId,
  body: z.strictObject({ with: id }),
  answer: z.strictObject({ linkId: id, keptId: id, ref: z.string().describe('For /unlink in a chat.') }),
  status: 201,
  run: ({ tx, by, params, body }) => mergeCustomers(tx, by, params.id, body.with),
});

const part = endpoint({
  method: 'post',
  path: '/links/{id}/undo',
  name: 'undoLink',
  about: 'Makes two of those who were merged or have linked themselves: each gets their own back.',
  scopes,
  params: byId,
  answer: z.strictObject({ keptId: id, joinedId: id }),
  run: ({ tx, by, params }) => partCustomers(tx, by, params.id),
});

export const doubtEndpoints = [list, settle, merge, part];
