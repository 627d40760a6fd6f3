/** Facts that are looked up once and kept while there is room, the ones used longest ago leaving first. */
export interface Remembering<T> {
  /** The fact of that key; `find` is asked once for all who wait, and what it does not find is not kept. */
  of(key: string, find: () => Promise<T | undefined>): Promise<T | undefined> | T;
  forget(key: string): void;
}

/** At most `most` facts. */
export function remembering<T>(most: number): Remembering<T> {
  // Two generations: what is used moves to the young one, and when that is full the old one is forgotten.
  let young = new Map<string, T | Promise<T | undefined>>();
  let old = new Map<string, T | Promise<T | undefined>>();

  function keep(key: string, fact: T | Promise<T | undefined>): void {
    if (young.size >= most / 2 && !young.has(key)) {
      old = young;
      young = new Map();
    }
    young.set(key, fact);
  }

  async function ask(key: string, asked: Promise<T | undefined>): Promise<void> {
    const found = await asked.catch(() => undefined);
    // Forgotten meanwhile, or asked again: then this is no news.
    for (const facts of [young, old]) {
      if (facts.get(key) !== asked) continue;
      if (found === undefined) facts.delete(key);
      else facts.set(key, found);
    }
  }

  return {
    of(key, find) {
      let known = young.get(key);
      if (known !== undefined) return known;
      known = old.get(key);
      if (known === undefined) {
        known = find();
        void ask(key, known);
      }
      keep(key, known);
      return known;
    },
    forget(key) {
      young.delete(key);
      old.delete(key);
    },
  };
}
