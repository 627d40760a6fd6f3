import { access, constants, statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Config } from '../../../src/config.ts';
import type { Finding } from '../../adapter.ts';

const NODE = [22, 19] as const;
const LEAST_FREE = 512 * 1024 * 1024;

/** The Node that this runs on. */
export function examineNode(version = process.versions.node): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const ok = major > NODE[0] || (major === NODE[0] && minor >= NODE[1]);
  const says = `This is Node ${version}.`;
  const remedy = `Quanbot needs ${NODE.join('.')} or later and brings it along: start it through npm or bin/quan.mjs.`;
  return { name: 'node', ok, says, ...(!ok && { remedy }) };
}

/** Whether the data directory can be written, or made. */
export async function examineDataDir({ DATA_DIR }: Config): Promise<Finding> {
  const name = 'data directory';
  const path = resolve(DATA_DIR);
  try {
    await access(path, constants.W_OK | constants.X_OK);
    return { name, ok: true, says: `${path} can be written.` };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && (await canBeMade(path))) {
      return { name, ok: true, says: `${path} is not there yet; the first start makes it.` };
    }
    const remedy = `Name a directory that this user may write to in DATA_DIR, or: sudo chown -R $(id -u):$(id -g) ${path}`;
    return { name, ok: false, says: `${path} cannot be written.`, remedy };
  }
}

async function canBeMade(path: string): Promise<boolean> {
  for (let parent = dirname(path); ; parent = dirname(parent)) {
    try {
      await access(parent, constants.W_OK | constants.X_OK);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || parent === dirname(parent)) return false;
    }
  }
}

/** Whether there is room where the data lie. */
export async function examineDisk({ DATA_DIR }: Config): Promise<Finding> {
  const name = 'disk';
  let path = resolve(DATA_DIR);
  for (;;) {
    const found = await statfs(path).catch(() => undefined);
    if (!found) {
      if (path === dirname(path)) return { name, ok: true, says: 'How much is free cannot be told here.' };
      path = dirname(path);
      continue;
    }
    const free = found.bavail * found.bsize;
    const says = `${(free / 1024 ** 3).toFixed(1)} GB are free at ${path}.`;
    if (free >= LEAST_FREE) return { name, ok: true, says };
    return { name, ok: false, says, remedy: 'Make room: at least 0.5 GB, or the database stops.' };
  }
}

/** Whether people and platforms reach this server by https. */
export function examinePublicUrl(config: Config): Finding {
  const name = 'public address';
  const url = config.PUBLIC_URL;
  const line = Boolean(config.LINE_CHANNEL_SECRET);
  const webhook = config.TELEGRAM_MODE === 'webhook';
  const remedy = 'Set PUBLIC_URL to the https address under which a reverse proxy or tunnel reaches this server.';
  if (url?.startsWith('https:')) {
    // This server speaks no https itself: somebody stands before it.
    const alike = 'Limits count them all as one until TRUST_PROXY names the proxy before it.';
    const says = `People reach this server at ${url}.${config.TRUST_PROXY.length > 0 ? '' : ` ${alike}`}`;
    return { name, ok: true, says };
  }
  if (!url && !line && !webhook) {
    return { name, ok: true, says: 'There is no PUBLIC_URL: only this machine and Telegram by polling.' };
  }
  const who = line ? 'LINE' : webhook ? 'Telegram' : 'A camera that scans a coupon';
  const says = url ? `${url} is not https.` : `There is no PUBLIC_URL, and ${who} needs one.`;
  return { name, ok: !line && !webhook && isLocal(url!), says, remedy };
}

const isLocal = (url: string) => ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
