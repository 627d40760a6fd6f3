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

// Any, a step, or a list.
function readField(field: string): (value: number) => boolean {
  const step = /^\*\/(\d+)$/.exec(field);
  if (step) return (value) => value % Number(step[1]) === 0;
  if (field === '*') return () => true;
  const values = new Set(field.split(',').map(Number));
  return (value) => values.has(value);
}
