import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a proxy does to what passes. */
export interface Meddling {
  /** A slow platform. */
  delayMs?(path: string): number;
  headers?(headers: IncomingHttpHeaders): IncomingHttpHeaders;
  /** Says it again when the connection breaks. */
  insists?: boolean;
}

/** Opens a proxy on the loopback; a connection that breaks on one side breaks on the other. */
export async function openProxy(target: string, { delayMs, headers = (same) => same, insists }: Meddling) {
  const server = createServer(async (req, res) => {
    const parts: Buffer[] = [];
    for await (const part of req) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const forward = (triesLeft: number) => {
      const out = request(target + req.url, { method: req.method, headers: headers({ ...req.headers }) }, (answer) => {
        res.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(res);
      });
      out.on('error', () => (triesLeft > 0 ? forward(triesLeft - 1) : req.socket.destroy()));
      out.end(body);
    };
    // What was said is passed on, even when the speaker is dead by then.
    setTimeout(() => forward(insists ? 3 : 0), delayMs?.(req.url!) ?? 0);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
