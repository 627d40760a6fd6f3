import { fillDemoShop } from '../../../src/demo/open-demo-shop.ts';
import { CommandError, type QuanCommand } from '../command.ts';
import { settingsOf, withApp } from '../open-app.ts';

const roles = ['customer', 'staff', 'marketer', 'owner'];

export const demo: QuanCommand = {
  name: 'demo',
  usage: '',
  about: 'Fills an empty database with the demo shop and says where to look.',
  run: (around) =>
    withApp(around, async (app) => {
      if (!(await fillDemoShop(app, { history: true }))) {
        throw new CommandError({
          code: 'not-empty',
          sentence: 'There is something in this database already.',
          remedy: 'Use another one: an empty DATA_DIR or DATABASE_URL.',
        });
      }
      const { PORT, PUBLIC_URL } = settingsOf(around);
      const shop = PUBLIC_URL?.replace(/\/+$/, '') ?? `http://localhost:${PORT}`;
      const look = Object.fromEntries(roles.map((role) => [role, `${shop}/chat?as=${role}`]));
      const lines = roles.map((role) => `  ${role.padEnd(9)} ${look[role]}`);
      return {
        json: { look },
        text: ['The demo shop is ready. Start it with DEMO=true npm start, then look as', '', ...lines].join('\n'),
      };
    }),
};
