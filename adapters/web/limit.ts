const MOST_KEYS = 20_000;

/** A bucket of tokens for each key: `burst` at once, then `perSecond`. Gives seconds to wait, 0 when there is none. */
export function openLimit(burst: number, perSecond: number): (key: string) => number {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return (key) => {
    const now = performance.now() / 1000;
    const bucket = buckets.get(key) ?? { tokens: burst, at: now };
    buckets.delete(key);
    buckets.set(key, bucket);
    // The map keeps the order of use: the first key is the one that has been quiet for longest.
    if (buckets.size > MOST_KEYS) buckets.delete(buckets.keys().next().value!);
    bucket.tokens = Math.min(burst, bucket.tokens + (now - bucket.at) * perSecond);
    bucket.at = now;
    if (bucket.tokens < 1) return Math.ceil((1 - bucket.tokens) / perSecond);
    bucket.tokens -= 1;
    return 0;
  };
}
