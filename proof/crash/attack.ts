import { readdirSync, readFileSync } from 'node:fs';
import type { DurableGround } from '../lib/ground.ts';

/** How a database dies: its first process, all of its processes, or at once on command. */
export type Attack = 'postmaster' | 'everything' | 'immediate';

/** Kills the database without any warning, and starts it again. */
export async function attackDatabase(ground: DurableGround, attack: Attack): Promise<void> {
  const pid = ground.pid();
  if (pid === undefined) throw new Error('there is no database to kill');
  const victims = attack === 'everything' ? [pid, ...childrenOf(pid)] : [pid];
  for (const victim of victims) {
    try {
      process.kill(victim, attack === 'immediate' ? 'SIGQUIT' : 'SIGKILL');
    } catch {
      // Gone between the look and the kill.
    }
  }
  await ground.again();
}

function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((child) => parentOf(child) === pid);
}

function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}
