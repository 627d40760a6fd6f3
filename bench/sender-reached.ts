const MOST_MS = 600_000;

/** Waits until a platform has taken so many messages; when that was, and what this process held of memory by then. */
export async function reached(
  platform: { counts: { total(): number } },
  count: number,
): Promise<{ at: number; megabytes: number }> {
  const end = performance.now() + MOST_MS;
  while (platform.counts.total() < count) {
    if (performance.now() > end) throw new Error(`only ${platform.counts.total()} of ${count} messages came`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  return { at: performance.now(), megabytes: process.memoryUsage.rss() / 2 ** 20 };
}
