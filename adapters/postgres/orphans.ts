import { readdirSync, readlinkSync, realpathSync } from 'node:fs';
import { commandLineOf, endServer } from './processes.ts';

/**
 * Ends the children that a killed server left at work: one that is busy does not notice, and no server starts beside it.
 * Only to be called when the server itself is gone. Where the system has no /proc they have to be waited for.
 */
export async function endOrphans(cluster: string): Promise<void> {
  if (process.platform !== 'linux') return;
  const home = realpathSync(cluster);
  const orphans = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => workingDirectoryOf(pid) === home && commandLineOf(pid).startsWith('postgres: '));
  await Promise.all(orphans.map((pid) => endServer(pid, 500)));
}

function workingDirectoryOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}
