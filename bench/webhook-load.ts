import { createHmac } from 'node:crypto';
import { connect } from 'node:net';

/** Signed webhooks as LINE sends them: each a tap on [Claim] by somebody else. */
export function signedTaps(secret: string, ref: string, people: string[], from: number, wave: string): Buffer[] {
  return people.map((userId, at) => {
    const event = {
      type: 'postback',
      postback: { data: `/claim ${ref}` },
      webhookEventId: `01J${wave}${String(from + at).padStart(19, '0')}`,
      deliveryContext: { isRedelivery: false },
      timestamp: 1_795_400_000_000 + at,
      source: { type: 'user', userId },
      replyToken: `token${wave}${from + at}`,
      mode: 'active',
    };
    const body = JSON.stringify({ destination: `U${'d'.repeat(32)}`, events: [event] });
    const signature = createHmac('sha256', secret).update(body).digest('base64');
    return Buffer.from(
      `POST /webhooks/line HTTP/1.1\r\nhost: shop.example\r\ncontent-type: application/json; charset=utf-8\r\nuser-agent: LineBotWebhook/2.0\r\nx-line-signature: ${signature}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  });
}

/** Posts them over kept connections, one at a time on each; resolves when all were answered with 200. */
export function post(port: number, requests: Buffer[], connections: number): Promise<void> {
  let at = 0;
  const one = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      socket.setNoDelay(true);
      const next = () => {
        const request = requests[at++];
        if (request) socket.write(request);
        else {
          socket.end();
          resolve();
        }
      };
      socket.on('connect', next);
      socket.on('error', reject);
      socket.on('data', (data) => {
        const head = data.toString('latin1');
        if (!head.startsWith('HTTP/1.1 200')) reject(new Error(`a webhook was answered ${head.split('\r\n')[0]}`));
        else if (head.endsWith('\r\n\r\n')) next();
      });
    });
  return Promise.all(Array.from({ length: Math.min(connections, requests.length) }, one)).then(() => undefined);
}
