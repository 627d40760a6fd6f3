/** Why a database cannot be reached. */
export interface Unreachable {
  code: 'refused' | 'unknown-host' | 'wrong-password' | 'missing' | 'silent' | 'full' | 'starting' | 'unreachable';
  says: string;
  remedy: string;
}

/** Explains a failed connection without repeating the password. */
export function explainConnection(error: unknown, url: string | undefined): Unreachable {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  const { host, database } = placeOf(url);
  if (code === 'ECONNREFUSED' || code === 'ENOENT') {
    return {
      code: 'refused',
      says: `Nobody answers at ${host}: the connection is refused.`,
      remedy: 'Start PostgreSQL there, or correct host and port in DATABASE_URL.',
    };
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return {
      code: 'unknown-host',
      says: `There is no host called ${host}.`,
      remedy: 'Correct the host in DATABASE_URL, or the name resolution of this machine.',
    };
  }
  if (code.startsWith('28') || /password/i.test(message)) {
    return {
      code: 'wrong-password',
      says: `The database at ${host} does not accept this user or password.`,
      remedy: 'Correct user and password in DATABASE_URL; special characters must be percent-encoded.',
    };
  }
  if (code === '3D000') {
    return {
      code: 'missing',
      says: `There is no database ${database} at ${host}.`,
      remedy: `Make it (createdb ${database}), or correct the name in DATABASE_URL.`,
    };
  }
  if (/^57P0[123]$/.test(code)) {
    return {
      code: 'starting',
      says: `The database at ${host} is starting, or stopping.`,
      remedy: 'Try again in a moment; when it stays so, look into the log of the database.',
    };
  }
  if (code === '53300') {
    return {
      code: 'full',
      says: `The database at ${host} has no connection left.`,
      remedy: 'Raise max_connections, or end others.',
    };
  }
  if (code === 'ETIMEDOUT' || /timeout/i.test(message)) {
    return {
      code: 'silent',
      says: `The database at ${host} does not answer.`,
      remedy: 'Check the address in DATABASE_URL and the firewall between.',
    };
  }
  return {
    code: 'unreachable',
    says: `The database at ${host} cannot be used (${code || message.slice(0, 100)}).`,
    remedy: 'Check DATABASE_URL and the log of the database.',
  };
}

function placeOf(url: string | undefined): { host: string; database: string } {
  if (!url || !URL.canParse(url)) return { host: 'the embedded server', database: 'quanbot' };
  const { host, pathname } = new URL(url);
  return { host: host || 'the local socket', database: decodeURIComponent(pathname.slice(1)) };
}
