import { verifyLedger } from '../../../src/points/verify.ts';
import type { QuanCommand } from '../command.ts';
import { withApp } from '../open-app.ts';
import { onOwnConnection } from '../own-connection.ts';
import { table } from '../table.ts';

export const ledger: QuanCommand = {
  name: 'ledger verify',
  usage: '',
  about: 'Adds up every points account; exit 1 when balance, entries and what is left of them differ.',
  run: (around) =>
    withApp(around, async (app) => {
      const { differences, ...sums } = await onOwnConnection(app, (client) =>
        verifyLedger({ query: async (sql) => (await client.query(sql)).rows }),
      );
      const holds = differences.length === 0;
      const rows = differences.map(({ customerId, balance, entries, lots }) =>
        [customerId, balance, entries, lots].map(String),
      );
      const said = `${sums.accounts} accounts, ${sums.entries} entries, ${sums.points} points: `;
      const list = table(['CUSTOMER', 'BALANCE', 'ENTRIES', 'LEFT'], rows, '');
      return {
        json: { holds, ...sums, differences },
        text: said + (holds ? 'every balance is the sum of its entries.' : `${rows.length} differ.\n\n${list}`),
        exit: holds ? 0 : 1,
      };
    }),
};
