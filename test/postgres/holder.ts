import { openPostgres } from '../../adapters/postgres/index.ts';

// A process that opens the database named on its command line and holds it until it is killed or told to stop.
const [dataDir = '', share] = process.argv.slice(2);
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
const log = {
  info: (facts: object, said: string) => say({ said, ...facts }),
  warn: (facts: object, said: string) => say({ said, ...facts }),
  error: (facts: object, said: string) => say({ said, ...facts }),
};

try {
  const server = await openPostgres({ dataDir, log, share: share === 'share', patienceMs: 200 });
  say({ open: server.connection, owned: server.owned, server: server.pid() });
  process.stdin.once('data', async () => {
    await server.stop();
    process.exit(0);
  });
} catch (error) {
  const { code, message, remedy } = error as Error & { code: string; remedy: string };
  say({ refused: code, message, remedy });
  process.exit(1);
}
