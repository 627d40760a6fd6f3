import type { QuanCommand } from '../command.ts';
import { withApp } from '../open-app.ts';

export const migrate: QuanCommand = {
  name: 'migrate',
  usage: '',
  about: 'Brings the database up to date.',
  run: (around) =>
    withApp(around, async (_app, migrated) => ({
      json: { migrated },
      text: migrated.length > 0 ? migrated.map((name) => `done: ${name}`).join('\n') : 'The database is up to date.',
    })),
};
