/** A preparation that failed for a reason the person can do something about. */
export class Unprepared extends Error {}

export function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

/** The first version that runs everything. */
export const OLDEST_NODE = [22, 19];

export function newEnough(version) {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number);
  return major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
}
