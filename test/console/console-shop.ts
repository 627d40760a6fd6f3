import { apiRouter } from '../../adapters/web/api/index.ts';
import { openWebChat } from '../../adapters/web/chat/index.ts';
import { openServer } from '../../adapters/web/server.ts';
import { type Role, Staff } from '../../entities/staff.ts';
import { readConfig } from '../../src/config.ts';
import { askForLink } from '../../src/console/ask-for-link.ts';
import { houseFor } from '../../src/house.ts';
import { type ApiShop, openApiShop, type Told } from '../api/api-shop.ts';

export interface ConsoleShop extends ApiShop {
  /** Where the pages are. */
  url: string;
  /** Somebody who works here, in one store or in all. */
  staff(role: Role, name: string, storeId?: string): Promise<Staff>;
  /** A link as the chat gives it, from `/console` on. */
  link(staff: Staff): Promise<string>;
  /** Opens a link; gives the cookie of the session. */
  signIn(staff: Staff): Promise<string>;
  /** Calls the API from a page of the console. */
  ask(cookie: string, what: string, body?: unknown, headers?: Record<string, string | undefined>): Promise<Told>;
}

/** The shop of `openApiShop` with its whole web server: pages in Chromium and calls with a session. */
export async function openConsoleShop(options: { pagesFolder?: string } = {}): Promise<ConsoleShop> {
  const shop = await openApiShop();
  const { app } = shop;
  const config = readConfig({ PORT: '0', APP_KEY: '07'.repeat(32) }, '/nonexistent');
  const hear = async () => ({ messages: [], again: false, answered: async () => undefined });
  const web = openWebChat({ app, demo: false, secureCookies: false }, houseFor(app, hear, 'web'));
  const server = await openServer({
    ...options,
    app,
    adapters: [web],
    config,
    web,
    api: apiRouter(app),
    ready: async () => true,
  });
  const { url } = server;
  const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
  const link = async (staff: Staff) => {
    const { text } = await shop.run((tx) => askForLink(tx, { kind: 'staff', staff }));
    return `/console#${text}`;
  };
  const all: ConsoleShop = {
    ...shop,
    url,
    async staff(role, name, storeId) {
      const customerId = await shop.person(name);
      const [{ id }] = await shop.query(
        'insert into staff (customer_id, role, store_id, created_at) values ($1, $2, $3, $4) returning id',
        [customerId, role, storeId ?? null, shop.clock.at],
      );
      return app.database.manager.findOneByOrFail(Staff, { id });
    },
    link,
    async signIn(staff) {
      const secret = (await link(staff)).split('#')[1];
      const response = await fetch(`${url}/console/open`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ secret }),
      });
      if (!response.ok) throw new Error(`The link did not open: ${response.status} ${await response.text()}`);
      return response.headers.getSetCookie()[0]!.split(';', 1)[0]!;
    },
    ask: (cookie, what, body, more) =>
      shop.call(undefined, what, body, { cookie, 'sec-fetch-site': 'same-origin', ...more }),
    async close() {
      await server.close();
      await shop.close();
    },
  };
  return all;
}
