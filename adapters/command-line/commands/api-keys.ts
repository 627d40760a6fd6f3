import type { ApiKey } from '../../../entities/api-key.ts';
import { createApiKey } from '../../../src/api-keys/create-api-key.ts';
import { listApiKeys } from '../../../src/api-keys/list-api-keys.ts';
import { revokeApiKey } from '../../../src/api-keys/revoke-api-key.ts';
import { scopes as allScopes } from '../../../src/staff/actor.ts';
import { inTransaction } from '../../../src/transaction.ts';
import { type QuanCommand, UsageError, wholeNumber } from '../command.ts';
import { withApp } from '../open-app.ts';
import { minute, table } from '../table.ts';

const operator = { kind: 'operator' } as const;

/** Everything but the secret, of which only the seal is kept. */
const view = ({ id, name, prefix, scopes, ...times }: ApiKey) => ({
  id,
  name,
  prefix,
  scopes,
  createdAt: times.createdAt.toISOString(),
  expiresAt: times.expiresAt?.toISOString() ?? null,
  revokedAt: times.revokedAt?.toISOString() ?? null,
  lastUsedAt: times.lastUsedAt?.toISOString() ?? null,
});

const create: QuanCommand = {
  name: 'api-key create',
  usage: `--scope ${Object.keys(allScopes).join(',')} [--name NAME] [--days N]`,
  about: 'Makes a key to the API and prints it this once.',
  options: { scope: { type: 'string', multiple: true }, name: { type: 'string' }, days: { type: 'string' } },
  run(around, values) {
    const scopes = [values.scope ?? []].flat().flatMap((some) =>
      String(some)
        .split(/[\s,]+/)
        .filter(Boolean),
    );
    if (scopes.length === 0) throw new UsageError('--scope is missing.');
    const days = wholeNumber(values, 'days');
    const name = values.name as string | undefined;
    return withApp(around, async (app) => {
      const what = { scopes, ...(name && { name }), ...(days && { days }) };
      const { key, apiKey } = await inTransaction(app, (tx) => createApiKey(tx, operator, what));
      return {
        json: { key, ...view(apiKey) },
        text: `${key}\n\nKeep it now: it is not shown again. Send it as "Authorization: Bearer …".`,
      };
    });
  },
};

const list: QuanCommand = {
  name: 'api-key list',
  usage: '',
  about: 'Lists the keys to the API.',
  run: (around) =>
    withApp(around, async (app) => {
      const keys = await inTransaction(app, (tx) => listApiKeys(tx, operator));
      const now = app.clock.now();
      const rows = keys.map((key) => [
        key.prefix,
        key.name,
        key.scopes.join(','),
        key.revokedAt ? 'revoked' : key.expiresAt && key.expiresAt <= now ? 'expired' : 'good',
        minute(key.expiresAt),
        minute(key.lastUsedAt),
      ]);
      const headings = ['KEY', 'NAME', 'SCOPES', 'STATE', 'EXPIRES', 'LAST USED'];
      return { json: keys.map(view), jsonLines: true, text: table(headings, rows, 'There are no keys yet.') };
    }),
};

const revoke: QuanCommand = {
  name: 'api-key revoke',
  usage: 'KEY',
  about: 'Ends a key at once; KEY is its id or what `api-key list` shows.',
  words: [1, 1],
  run: (around, _values, [named = '']) =>
    withApp(around, async (app) => {
      const key = await inTransaction(app, (tx) => revokeApiKey(tx, operator, named));
      return { json: view(key), text: `${key.prefix} (${key.name}) is revoked.` };
    }),
};

export const apiKeyCommands = [create, list, revoke];
