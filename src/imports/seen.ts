import { createHash } from 'node:crypto';

/**
 * What a dry run has met so far, since it writes nothing down: 53 bits of a hash of each, open addressing, 16 to 32 bytes a
 * thing. Of a million things two are taken for one with a probability of 0.00006.
 */
export interface Seen {
  /** True when it is met for the first time. */
  add(what: string): boolean;
  has(what: string): boolean;
  /** Adds to what is counted under a name, and gives what was counted before. */
  count(what: string, more: number): number;
}

export function openSeen(): Seen {
  let slots = new Float64Array(1024);
  let used = 0;
  const counted = new Map<number, number>();

  function slotOf(hash: number): number {
    let slot = hash % slots.length;
    while (slots[slot] !== 0 && slots[slot] !== hash) slot = (slot + 1) % slots.length;
    return slot;
  }

  function grow(): void {
    const old = slots;
    slots = new Float64Array(old.length * 2);
    for (const hash of old) if (hash !== 0) slots[slotOf(hash)] = hash;
  }

  return {
    count(what, more) {
      const hash = hashOf(what);
      const before = counted.get(hash) ?? 0;
      counted.set(hash, before + more);
      return before;
    },
    has: (what) => slots[slotOf(hashOf(what))] !== 0,
    add(what) {
      const hash = hashOf(what);
      const slot = slotOf(hash);
      if (slots[slot] !== 0) return false;
      slots[slot] = hash;
      if (++used * 2 > slots.length) grow();
      return true;
    },
  };
}

function hashOf(what: string): number {
  const digest = createHash('sha1').update(what).digest();
  return digest.readUInt32BE(0) * 0x20_0000 + (digest.readUInt32BE(4) >>> 11) || 1;
}
