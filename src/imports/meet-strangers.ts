import { createPeople, type Newcomer, newcomersOf, tellApart } from './create-people.ts';
import type { Batch } from './group.ts';
import { proofsOf, type Who } from './read-who.ts';

/**
 * Makes the acquaintance of those whom nobody knows. Gives the newcomer behind each of them, or `two` for who cannot be told
 * from two others; `complete` adds what the file says of one before they are written.
 */
export async function meetStrangers(
  { tx, seen, counts, name: source }: Batch,
  strangers: readonly Who[],
  complete: (one: Newcomer, at: number) => void = () => undefined,
): Promise<(Newcomer | 'two')[]> {
  const firsts = tellApart(strangers);
  const newcomers = newcomersOf(tx, strangers, firsts);
  const met = firsts.map((first) => (first === 'two' ? first : newcomers.get(first)!));
  met.forEach((one, at) => {
    if (one !== 'two') complete(one, at);
  });
  if (!seen) {
    await createPeople(tx, [...newcomers.values()], source);
    counts.customersNew += newcomers.size;
    return met;
  }
  for (const one of newcomers.values()) {
    const fresh = proofsOf({ ...one, id: '' }).map((proof) => seen.add(`new ${proof}`));
    if (!fresh.includes(false)) counts.customersNew++;
  }
  return met;
}
