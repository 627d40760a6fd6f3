import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '../../src/chat/channel.ts';
import type { Webhook } from '../adapter.ts';
import { described } from './errors.ts';

/** Reads a body whole, or gives up: `large` beyond the limit, `gone` when the sender hung up. */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | 'large' | 'gone'> {
  return new Promise((resolve) => {
    if (Number(request.headers['content-length']) > maxBytes) return resolve('large');
    const parts: Buffer[] = [];
    let bytes = 0;
    request.on('data', (part: Buffer) => {
      bytes += part.length;
      if (bytes > maxBytes) {
        request.removeAllListeners('data');
        resolve('large');
      } else parts.push(part);
    });
    request.once('end', () => resolve(parts.length === 1 ? parts[0]! : Buffer.concat(parts)));
    request.once('error', () => resolve('gone'));
    request.once('close', () => resolve('gone'));
  });
}

/** Gives a platform's raw POST to its adapter, in front of Express and everything that costs. */
export async function receiveWebhook(
  webhook: Webhook,
  request: IncomingMessage,
  response: ServerResponse,
  log: Log,
): Promise<void> {
  const body = await readBody(request, webhook.maxBytes);
  if (body === 'gone') return;
  if (body === 'large') {
    response.writeHead(413, { connection: 'close' }).end();
    // A moment for the sender to read the answer; what it still sends falls on the floor.
    request.resume();
    setTimeout(() => request.destroy(), 1_000).unref();
    return;
  }
  let status = 500;
  try {
    status = await webhook.receive(request.headers, body);
  } catch (error) {
    log.error({ path: webhook.path, error: described(error) }, 'a webhook failed where it must not');
  }
  if (!response.destroyed) response.writeHead(status, { 'content-length': 0 }).end();
}
