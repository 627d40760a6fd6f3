import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from './say.mjs';

/**
 * Does the work while no other process does. `work` names the children that must end before anybody else may begin,
 * because they live on when this process is killed. A lock that nobody alive holds is taken over.
 */
export async function locked(directory, work) {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, '.preparing');
  const mine = `${file}.${process.pid}`;
  const enter = (pid) => writeFileSync(mine, `${pid} ${birthOf(pid)}\n`, { flag: 'a' });
  rmSync(mine, { force: true });
  enter(process.pid);
  try {
    for (let waited = 0; !taken(mine, file); waited += 1) {
      const [holder] = livingHolders(file);
      if (waited === 10) say(`Waiting for another start of Quanbot (process ${holder}) to prepare …`);
      await sleep(100);
    }
    try {
      return await work((child) => enter(child.pid));
    } finally {
      rmSync(file, { force: true });
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

function taken(mine, file) {
  if (linked(mine, file)) return true;
  if (livingHolders(file).length > 0) return false;
  const away = `${mine}.stale`;
  try {
    renameSync(file, away);
  } catch {
    return false;
  }
  // Somebody may have taken the lock between the look and the move; then it goes back.
  if (livingHolders(away).length > 0) linked(away, file);
  else rmSync(`${file}.${Number.parseInt(readFileSync(away, 'utf8'), 10)}`, { force: true });
  rmSync(away, { force: true });
  return false;
}

function linked(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}

function livingHolders(file) {
  try {
    const lines = readFileSync(file, 'utf8').trim().split('\n');
    return lines.map((line) => line.split(' ')).flatMap(([pid, born]) => (isLiving(pid, born) ? [pid] : []));
  } catch {
    return [];
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
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? 'gone' : fields[19];
  } catch {
    return '-';
  }
}
