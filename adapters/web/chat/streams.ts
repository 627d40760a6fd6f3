import type { Response } from 'express';
import type { App } from '../../../src/app.ts';
import type { Log } from '../../../src/chat/channel.ts';
import { logFailure } from '../outage.ts';
import { addressesWithNews, linesAfter } from './lines.ts';

const HEARTBEAT_MS = 15_000;
const POLL_MS = 800;
const RETRY_MS = 1_500;
const MOST_STREAMS = 5_000;
const MOST_OF_ONE = 6;
const MOST_LINES = 256;
const MOST_UNREAD_BYTES = 256 * 1024;

interface Stream {
  response: Response;
  last: number;
  reading: boolean;
  again: boolean;
}

export interface Streams {
  /** Sends everything after `last` as server-sent events until the reader leaves. False when there are too many. */
  open(address: string, last: number, response: Response): boolean;
  /** There may be something new for an address. */
  wake(address: string): void;
  count(): number;
  close(): void;
}

/** Open pages. What is said here is seen at once; what another process says, within a second. */
export function openStreams(app: App, log: Log): Streams {
  const open = new Map<string, Set<Stream>>();
  let count = 0;
  let closed = false;

  const leave = (address: string, stream: Stream) => {
    const mine = open.get(address);
    if (!mine?.delete(stream)) return;
    count -= 1;
    if (mine.size === 0) open.delete(address);
  };
  const end = (address: string, stream: Stream) => {
    leave(address, stream);
    stream.response.end();
  };

  // One reader for each stream, so that lines leave in the order of their numbers.
  const read = async (address: string, stream: Stream) => {
    stream.again = true;
    if (stream.reading) return;
    stream.reading = true;
    try {
      while (stream.again && !stream.response.destroyed) {
        stream.again = false;
        const lines = await linesAfter(app, address, stream.last, MOST_LINES);
        for (const line of lines) stream.response.write(`id: ${line.id}\ndata: ${JSON.stringify(line)}\n\n`);
        stream.last = lines.at(-1)?.id ?? stream.last;
        if (lines.length === MOST_LINES) stream.again = true;
        // A reader who is not reading starts again from the last line that arrived.
        if (stream.response.writableLength > MOST_UNREAD_BYTES) return end(address, stream);
      }
    } catch (error) {
      logFailure(log, error, 'the web chat could not read its lines');
    } finally {
      stream.reading = false;
    }
  };
  const wake = (address: string) => {
    for (const stream of open.get(address) ?? []) void read(address, stream);
  };

  let polling = false;
  const poll = setInterval(async () => {
    if (polling || open.size === 0) return;
    polling = true;
    const seen = new Map([...open].map(([address, all]) => [address, Math.min(...[...all].map(({ last }) => last))]));
    await addressesWithNews(app, seen).then(
      (addresses) => addresses.forEach(wake),
      (error) => logFailure(log, error, 'the web chat could not look for news'),
    );
    polling = false;
  }, POLL_MS).unref();
  const heartbeat = setInterval(() => {
    for (const all of open.values()) for (const { response } of all) response.write(': here\n\n');
  }, HEARTBEAT_MS).unref();

  return {
    open(address, last, response) {
      if (closed || count >= MOST_STREAMS) return false;
      const mine = open.get(address) ?? new Set();
      open.set(address, mine);
      if (mine.size >= MOST_OF_ONE) end(address, [...mine][0]!);
      open.set(address, mine);
      const stream = { response, last, reading: false, again: false };
      mine.add(stream);
      count += 1;
      response.on('close', () => leave(address, stream));
      response.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      response.write(`retry: ${RETRY_MS}\n\n`);
      void read(address, stream);
      return true;
    },
    wake,
    count: () => count,
    close() {
      closed = true;
      clearInterval(poll);
      clearInterval(heartbeat);
      for (const [address, all] of open) for (const stream of all) end(address, stream);
    },
  };
}
