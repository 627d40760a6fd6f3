import { clip } from '../lib/plain-text.ts';
import type { Reader } from './reader.ts';
import { facts, type Source, type Sources } from './sources.ts';

/** Where each fact of a person comes from, a line each. */
export function sourceLines({ t, tx }: Reader, { facts: known, tags, orders }: Sources): string[] {
  const w = t.dossier.from;
  const told = (one: Source) => {
    if (one.by === 'self') return w.self(one.at, tx.now);
    if (one.by === 'channel') return w.channel(t.customers.channel(one.channel), one.at, tx.now);
    return one.by === 'file' ? w.file(one.file && clip(one.file, 40), one.at, tx.now) : w.unknown();
  };
  return [
    ...facts.flatMap((fact) => (known[fact] ? [w.fact[fact](told(known[fact]))] : [])),
    ...tags.map(({ tag, by, at }) => w.tag(tag, w.by[by](), at, tx.now)),
    ...(orders.length > 0 ? [w.orders(orders.map(({ source, count }) => w.order(source, count)))] : []),
  ];
}
