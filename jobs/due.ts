const MINUTE = 60_000;
const LOOK_BACK = 2 * 24 * 60;

/** The latest instant, not after `now`, that a cron expression of five fields names in UTC; within two days. */
export function lastDue(at: string, now: Date): Date | undefined {
  const [minutes, hours, days, months, weekdays] = at.split(' ').map(readField);
  let time = Math.floor(now.getTime() / MINUTE) * MINUTE;
  for (let back = 0; back <= LOOK_BACK; back++, time -= MINUTE) {
    const instant = new Date(time);
    const fits =
      minutes!(instant.getUTCMinutes()) &&
      hours!(instant.getUTCHours()) &&
      days!(instant.getUTCDate()) &&
      months!(instant.getUTCMonth() + 1) &&
      weekdays!(instant.getUTCDay());
    if (fits) return instant;
  }
  return undefined;
}

// Any, a step, or a list of numbers and ranges; what is none of these would never be due, and nobody would notice.
function readField(field: string): (value: number) => boolean {
  const step = /^\*\/(\d+)$/.exec(field);
  if (step) return (value) => value % Number(step[1]) === 0;
  if (field === '*') return () => true;
  const ranges = field.split(',').map((part) => {
    const [, from, to = from] = /^(\d+)(?:-(\d+))?$/.exec(part) ?? [];
    if (from === undefined) throw new Error(`a job cannot be due at “${field}”`);
    return [Number(from), Number(to)] as const;
  });
  return (value) => ranges.some(([from, to]) => value >= from && value <= to);
}
