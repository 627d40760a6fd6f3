import type { Response } from 'express';

/** Answers with what went wrong and what would make it work. */
export function answerError(
  response: Response,
  status: number,
  error: { code: string; sentence: string; remedy: string },
): void {
  response.status(status).set('cache-control', 'no-store').json(error);
}

export const weather = {
  code: 'not-now',
  sentence: 'The shop cannot answer right now.',
  remedy: 'Send the same request again in a few seconds; it will not count twice.',
};

/** An error for the log: without what the database quotes of a row, since logs hold no names and no codes. */
export function described(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const stack = error.stack?.split('\n').slice(1, 6).join('\n');
  return `${error.name}: ${error.message.slice(0, 300)}\n${stack}`;
}

/** Why the web server cannot start, and what the person at the keyboard can do about it. */
export class ListenError extends Error {
  readonly code: string;
  readonly remedy: string;
  constructor(cause: NodeJS.ErrnoException, host: string, port: number) {
    const [sentence, remedy] = explain(cause, host, port);
    super(sentence, { cause });
    this.name = 'StartError';
    this.code = cause.code ?? 'listen';
    this.remedy = remedy;
  }
}

function explain(cause: NodeJS.ErrnoException, host: string, port: number): [string, string] {
  switch (cause.code) {
    case 'EADDRINUSE':
      return [
        `Port ${port} on ${host} is taken by another program.`,
        `Stop that program, or choose another port: PORT=${port + 1} npm start.`,
      ];
    case 'EACCES':
      return [`This user may not listen on port ${port}.`, 'Choose a PORT above 1023, such as 3000.'];
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return [`${host} is no address of this machine.`, 'Set HOST to 127.0.0.1, or to 0.0.0.0 for all addresses.'];
    default:
      return [
        `The web server cannot listen on ${host}:${port} (${cause.code ?? cause.message}).`,
        'Check HOST and PORT.',
      ];
  }
}
