import { Campaign } from '../../entities/campaign.ts';
import { Tier } from '../../entities/tier.ts';
import { Refusal } from '../refusal.ts';
import { listStores, storeNamed } from '../stores/list-stores.ts';
import type { Tx } from '../transaction.ts';
import { findSegment } from './find-segment.ts';
import { near } from './near.ts';
import type { Condition, Rule } from './rule.ts';

/**
 * The rule with stores, tiers, campaigns and segments named as they are named in the shop: a tier may be called as people
 * call it, a store by a part of its name. Refuses what there is not, with what there is.
 */
export async function settleNames(tx: Tx, rule: Rule): Promise<Rule> {
  if ('all' in rule) return { all: await each(tx, rule.all) };
  if ('any' in rule) return { any: await each(tx, rule.any) };
  if ('not' in rule) return { not: await settleNames(tx, rule.not) };
  return settled(tx, rule);
}

async function each(tx: Tx, rules: Rule[]): Promise<Rule[]> {
  const all: Rule[] = [];
  for (const one of rules) all.push(await settleNames(tx, one));
  return all;
}

async function settled(tx: Tx, one: Condition): Promise<Condition> {
  if ('at' in one && one.at) return { ...one, at: await storesNamed(tx, one.at) };
  if ('of' in one && one.of) return { ...one, of: await campaignsNamed(tx, one.of) };
  if (one.field === 'store') return { ...one, in: await storesNamed(tx, one.in) };
  if (one.field === 'tier') return { ...one, in: await tiersNamed(tx, one.in) };
  if (one.field !== 'segment') return one;
  const names: string[] = [];
  for (const name of one.in) names.push((await findSegment(tx, name)).name);
  return { ...one, in: names };
}

async function storesNamed(tx: Tx, names: string[]): Promise<string[]> {
  const stores = await listStores(tx);
  const known = stores.map(({ name }) => name);
  return names.map((name) => storeNamed(stores, name)?.name ?? refuse('store', name, known));
}

const plain = (text: string) => text.normalize('NFKC').toLowerCase();

async function tiersNamed(tx: Tx, names: string[]): Promise<string[]> {
  const tiers = await tx.db.find(Tier, { order: { rank: 'ASC' } });
  const called = (text: string) =>
    tiers.find((tier) => [tier.name, ...Object.values(tier.names)].some((one) => plain(one) === plain(text)))?.name;
  const known = tiers.map(({ name }) => name);
  return names.map((name) => (name === 'none' ? name : (called(name) ?? refuse('tier', name, known))));
}

async function campaignsNamed(tx: Tx, names: string[]): Promise<string[]> {
  const campaigns = await tx.db.find(Campaign, { select: { ref: true }, order: { createdAt: 'DESC', id: 'DESC' } });
  const known = campaigns.map(({ ref }) => ref);
  return names.map((name) => known.find((ref) => ref === name.toUpperCase()) ?? refuse('campaign', name, known));
}

const MOST = 6;

function refuse(what: 'store' | 'tier' | 'campaign', name: string, known: string[]): never {
  const nearest = near(name, known);
  throw new Refusal('rule-name-unknown', {
    what,
    name,
    known: [...nearest, ...known.filter((one) => !nearest.includes(one))].slice(0, MOST),
    near: nearest[0] ?? null,
  });
}
