import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { birthOf } from './processes.ts';

interface Owner {
  pid: number;
  born: string;
}

/** The process that holds the directory, undefined when nobody who lives does. */
export function livingOwner(file: string): number | undefined {
  try {
    const { pid, born } = JSON.parse(readFileSync(file, 'utf8')) as Owner;
    return birthOf(pid) === born ? pid : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Makes this process the owner, or tells who is. A process that dies leaves its file behind, which the next one moves
 * away: only one of several can move it, and what was moved is looked at again, because it may be a newer owner's.
 */
export function takeOwnership(file: string): { release(): void } | { heldBy: number } {
  const mine = `${file}.${randomUUID()}`;
  writeFileSync(mine, JSON.stringify({ pid: process.pid, born: birthOf(process.pid) ?? '' }), { mode: 0o600 });
  try {
    for (;;) {
      if (succeeds(() => linkSync(mine, file), 'EEXIST')) return { release: () => rmSync(file, { force: true }) };
      const heldBy = livingOwner(file);
      if (heldBy !== undefined) return { heldBy };
      const moved = `${mine}.stale`;
      if (!succeeds(() => renameSync(file, moved), 'ENOENT')) continue;
      if (livingOwner(moved) !== undefined) succeeds(() => linkSync(moved, file), 'EEXIST');
      rmSync(moved, { force: true });
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

function succeeds(act: () => void, expected: string): boolean {
  try {
    act();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== expected) throw error;
    return false;
  }
}
