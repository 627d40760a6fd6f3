import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStandOn, say, visit } from '../pages/stand.ts';
import { freshDatabase } from '../support/database.ts';

/** A way to the database that can be cut. */
async function openWay({ host, port }: { host: string; port: number }) {
  const sockets = new Set<Socket>();
  const way = createServer((near) => {
    const far = host.startsWith('/') ? connect(join(host, `.s.PGSQL.${port}`)) : connect(port, host);
    for (const socket of [near, far]) sockets.add(socket.on('error', () => undefined));
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((done) => way.listen(0, '127.0.0.1', done));
  return {
    port: (way.address() as AddressInfo).port,
    cut() {
      way.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

test('a database that is away is one line in the log without a stack, however many ask meanwhile', async () => {
  const fresh = await freshDatabase();
  const way = await openWay(fresh.connection);
  const connection = { ...fresh.connection, host: '127.0.0.1', port: way.port };
  const stand = await openStandOn(connection, { pagesFolder: '/nonexistent' });
  try {
    const { cookie } = await visit(stand.url);
    expect((await say(stand.url, cookie, { id: crypto.randomUUID(), text: 'hello' })).status).toBe(200);
    way.cut();
    const asked = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        n % 2
          ? say(stand.url, cookie, { id: crypto.randomUUID(), text: `line ${n}` })
          : fetch(`${stand.url}/chat/history`, { headers: { cookie } }),
      ),
    );
    expect(asked.map(({ status }) => status)).toEqual(Array(20).fill(503));
    expect(stand.logged).toEqual([
      expect.stringMatching(/^The database does not answer.*"times":1,"error":"[^\\]*"}$/),
    ]);
  } finally {
    await stand.close();
    await fresh.drop();
  }
});

test('a bug keeps its stack, each time', async () => {
  const fresh = await freshDatabase();
  const stand = await openStandOn(fresh.connection, {
    pagesFolder: '/nonexistent',
    script: () => {
      throw new TypeError('no such thing');
    },
  });
  const { cookie } = await visit(stand.url);
  for (const text of ['one', 'two']) await say(stand.url, cookie, { id: crypto.randomUUID(), text });
  expect(stand.logged).toHaveLength(2);
  expect(stand.logged[0]).toContain('web-outage.test.ts');
  await stand.close();
  await fresh.drop();
});
