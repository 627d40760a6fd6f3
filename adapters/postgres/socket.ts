import { createHash } from 'node:crypto';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Account } from './account.ts';
import type { Layout } from './layout.ts';
import { readPostmaster } from './leftover.ts';

const ROOM = 100 - '/.s.PGSQL.5432'.length;

/** A private directory for the socket: the cluster itself, else a short one, because the system allows 107 bytes. */
export function socketDirectory(at: Layout, account: Account): { path: string; remove(): void } {
  if (Buffer.byteLength(at.cluster) <= ROOM) return { path: at.cluster, remove: () => undefined };
  const prefix = `quanbot-${createHash('sha256').update(at.cluster).digest('hex').slice(0, 12)}-`;
  const earlier = readPostmaster(at.cluster)?.socketDir;
  if (earlier && basename(earlier).startsWith(prefix)) rmSync(earlier, { recursive: true, force: true });
  const short = Buffer.byteLength(join(tmpdir(), `${prefix}123456`)) <= ROOM ? tmpdir() : '/tmp';
  const path = mkdtempSync(join(short, prefix));
  chownSync(path, account.files.uid, account.files.gid);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
