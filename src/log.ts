import pino from 'pino';

// Names, texts and secrets are not logged at all; these paths are a net below that rule.
const SECRET = [
  'token',
  'secret',
  'code',
  'phone',
  'name',
  'text',
  'address',
  'from',
  'password',
  'authorization',
  'key',
  'birthday',
];

/** Structured JSON lines on standard error or output, without tokens, codes, phones or names. */
export function openLog(level: string, to: 1 | 2 = 1): pino.Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: SECRET.flatMap((path) => [path, `*.${path}`]), censor: '[kept back]' },
    },
    pino.destination({ dest: to, sync: true }),
  );
}
