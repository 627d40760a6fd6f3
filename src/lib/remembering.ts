/** Facts that are looked up once and kept while there is room, the ones used longest ago leaving first. */
export interface Remembering<T> {
  /** The fact of that key; `find` is asked once for all who wait, and what it does not find is not kept. */
  of(key: string, find: () => Promise<T | undefined>): Promise<T | undefined> | T;
  forget(key: string): void;
}

/** At most `most` facts. */
export function remembering<T>(most: number): Remembering<T> {
  const kept = new Map<string, T>();
  const asked = new Map<string, Promise<T | undefined>>();
  async function ask(key: string, find: () => Promise<T | undefined>): Promise<T | undefined> {
    try {
      const found = await find();
      if (found !== undefined) {
        kept.set(key, found);
        if (kept.size > most) kept.delete(kept.keys().next().value!);
      }
      return found;
    } finally {
      asked.delete(key);
    }
  }
  return {
    of(key, find) {
      const known = kept.get(key);
      if (known !== undefined) {
        kept.delete(key);
        kept.set(key, known);
        return known;
      }
      const waiting = asked.get(key) ?? ask(key, find);
      if (!asked.has(key)) asked.set(key, waiting);
      return waiting;
    },
    forget(key) {
      kept.delete(key);
    },
  };
}
