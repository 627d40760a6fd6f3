import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from './say.mjs';

/** Does the work while no other process does; one that was killed leaves a lock that the next one takes over. */
export async function locked(directory, work) {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, '.preparing');
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, `${process.pid} ${birthOf(process.pid)}`);
  try {
    for (let waited = 0; !taken(mine, file); waited += 1) {
      if (waited === 10)
        say(`Waiting for another start of Quanbot (process ${holderOf(file).split(' ')[0]}) to prepare …`);
      await sleep(100);
    }
    try {
      return await work();
    } finally {
      rmSync(file, { force: true });
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

function taken(mine, file) {
  try {
    linkSync(mine, file);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  const [pid, born] = holderOf(file).split(' ');
  if (pid === undefined || isLiving(pid, born)) return false;
  const away = `${mine}.stale`;
  try {
    renameSync(file, away);
  } catch {
    return false;
  }
  // Somebody may have taken the lock between the look and the move; then it goes back.
  const [holder, since] = holderOf(away).split(' ');
  if (isLiving(holder, since)) {
    try {
      linkSync(away, file);
    } catch {}
  }
  rmSync(away, { force: true });
  return false;
}

function holderOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function isLiving(pid, born) {
  if (!(Number(pid) > 0)) return false;
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  return birthOf(pid) === born;
}

// Tells a process from an earlier one with the same number; where the system has no such file, the number must do.
function birthOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return '-';
  }
}
