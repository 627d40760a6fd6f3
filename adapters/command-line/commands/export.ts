import { open, rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { App } from '../../../src/app.ts';
import { folderOfPerson } from '../../../src/config.ts';
import { customersHeader, exportCustomers } from '../../../src/exports/export-customers.ts';
import { inTransaction } from '../../../src/transaction.ts';
import { CommandError, type QuanCommand, UsageError } from '../command.ts';
import { withApp } from '../open-app.ts';

const PAGE = 1000;

export const exportCommand: QuanCommand = {
  name: 'export',
  usage: 'customers FILE',
  about: 'Writes customers with their coupons and uses to a CSV file. Brought in again, it changes nothing.',
  words: [2, 2],
  run(around, _values, [kind = '', path = '']) {
    if (kind !== 'customers') throw new UsageError('What can go out is: customers.');
    const place = resolve(around.cwd ?? folderOfPerson(), path);
    return withApp(around, async (app) => {
      const customers = await write(app, place);
      return { json: { kind, file: place, customers }, text: `${customers.toLocaleString('en')} customers: ${place}` };
    });
  },
};

/** Beside its place until it is whole; only its owner may read it. */
async function write(app: App, place: string): Promise<number> {
  const draft = `${place}.part`;
  try {
    const file = await open(draft, 'w', 0o600);
    let customers = 0;
    try {
      await file.appendFile(customersHeader);
      let after: string | undefined;
      do {
        const page = await inTransaction(app, (tx) => exportCustomers(tx, { kind: 'operator' }, { after, most: PAGE }));
        await file.appendFile(page.csv);
        customers += page.customers;
        after = page.next;
      } while (after);
    } finally {
      await file.close();
    }
    await rename(draft, place);
    return customers;
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    const { code = '', syscall } = error as NodeJS.ErrnoException;
    if (!syscall || !['open', 'write', 'rename'].includes(syscall)) throw error;
    const remedy = 'Choose a path that this user may use.';
    throw new CommandError({ code: 'file', sentence: `${place} cannot be used (${code}).`, remedy });
  }
}
