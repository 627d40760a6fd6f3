import { z } from 'zod';
import { openDossier } from '../../../src/customers/open-dossier.ts';
import { newId } from '../../../src/lib/ids.ts';
import { pointsAccount } from '../../../src/points/account.ts';
import { grantPoints } from '../../../src/points/grant.ts';
import { pointsHistory } from '../../../src/points/history.ts';
import { spendPoints } from '../../../src/points/spend.ts';
import { refuseStranger } from '../../../src/points/stranger.ts';
import { Refusal } from '../../../src/refusal.ts';
import { type Actor, actorName } from '../../../src/staff/actor.ts';
import type { Tx } from '../../../src/transaction.ts';
import { endpoint } from './endpoint.ts';
import { byId, id, instant, iso, isoOrNull } from './shapes.ts';

/** What a person reads of another is noted, wherever they do; a key has a scope for it. */
async function noted(tx: Tx, by: Actor, customerId: string, part: string): Promise<void> {
  if (by.kind === 'staff') await openDossier(tx, by, customerId, part);
}

const find = endpoint({
  method: 'get',
  path: '/customers',
  name: 'findCustomer',
  about: 'Finds the customer behind an address on a channel.',
  scopes: ['purchases', 'points'],
  query: z.strictObject({ channel: z.string().min(1).max(20), address: z.string().min(1).max(200) }),
  answer: z.strictObject({
    ...{ id, joinedAt: instant.nullable(), language: z.string() },
    noPersonal: z.boolean().describe('They want no personal suggestions.'),
  }),
  async run({ tx, by, query }) {
    const [found] = await tx.db.query(
      `select c.id, c.joined_at, c.language, c.no_personal from identity i join customer c on c.id = i.customer_id
       where i.channel = $1 and i.address = $2`,
      [query.channel, query.address],
    );
    if (!found) throw new Refusal('customer-unknown');
    await noted(tx, by, found.id, 'address');
    const { id: customerId, joined_at: joinedAt, language, no_personal: noPersonal } = found;
    return { id: customerId, joinedAt: isoOrNull(joinedAt), language, noPersonal };
  },
});

const points = z.strictObject({
  customerId: id,
  balance: z.int().min(0),
  owed: z.int().min(0).describe('Points of undone redemptions that were spent already.'),
  next: z
    .strictObject({ points: z.int().min(1), at: instant })
    .nullable()
    .describe('What expires next, and when.'),
  entries: z.array(z.strictObject({ id, delta: z.int(), reason: z.string(), at: instant })),
});

async function account(tx: Tx, customerId: string): Promise<z.input<typeof points>> {
  await refuseStranger(tx, customerId);
  const [{ kept }] = await tx.db.query('select kept_customer($1) as kept', [customerId]);
  const { balance, owed, next } = await pointsAccount(tx, kept);
  const entries = await pointsHistory(tx, kept, 20);
  return {
    customerId: kept,
    balance,
    owed,
    next: next && { points: next.points, at: iso(next.at) },
    entries: entries.map(({ id: entryId, delta, reason, at }) => ({ id: entryId, delta, reason, at: iso(at) })),
  };
}

const read = endpoint({
  method: 'get',
  path: '/customers/{id}/points',
  name: 'readPoints',
  about: 'The points of a customer as they may spend them now, and the latest 20 entries of their ledger.',
  scopes: ['points'],
  params: byId,
  answer: points,
  async run({ tx, by, params }) {
    await noted(tx, by, params.id, 'points');
    return account(tx, params.id);
  },
});

const change = endpoint({
  method: 'post',
  path: '/customers/{id}/points',
  name: 'changePoints',
  about: 'Gives points (delta above 0) or spends them (below 0); refuses whole when there are too few.',
  scopes: ['points'],
  params: byId,
  body: z.strictObject({
    delta: z
      .int()
      .min(-1e9)
      .max(1e9)
      .refine((delta) => delta !== 0, 'must not be 0'),
    reason: z.string().trim().min(1).max(200),
  }),
  answer: points,
  status: 201,
  async run({ tx, by, params, body: { delta, reason } }) {
    const what = { customerId: params.id, points: Math.abs(delta), source: `api:${newId(tx.now.getTime())}` };
    if (delta > 0) await grantPoints(tx, by, what);
    else await spendPoints(tx, by, what);
    await tx.db.query('insert into audit (actor, act, subject, facts, at) values ($1, $2, $3, $4, $5)', [
      actorName(by),
      'change-points',
      params.id,
      { delta, reason, source: what.source },
      tx.now,
    ]);
    return account(tx, params.id);
  },
});

export const customerEndpoints = [find, read, change];
