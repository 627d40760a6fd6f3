import { join, resolve } from 'node:path';

/** Where everything of the bundled database lives below the data directory. */
export interface Layout {
  dataDir: string;
  cluster: string;
  password: string;
  log: string;
  owner: string;
}

export const PORT = 5432;
export const ROLE = 'quanbot';
export const DATABASE = 'quanbot';

export function layoutOf(dataDir: string): Layout {
  const root = resolve(dataDir);
  return {
    dataDir: root,
    cluster: join(root, 'postgres'),
    password: join(root, 'postgres.password'),
    log: join(root, 'postgres.log'),
    owner: join(root, 'owner'),
  };
}

/** What the database's own code writes through; pino fits. */
export interface Log {
  info(facts: object, sentence: string): void;
  warn(facts: object, sentence: string): void;
  error(facts: object, sentence: string): void;
}
