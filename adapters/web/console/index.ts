import express, { type ErrorRequestHandler, type Request, Router } from 'express';
import { z } from 'zod';
import type { Staff } from '../../../entities/staff.ts';
import type { App } from '../../../src/app.ts';
import { endSession } from '../../../src/console/end-sessions.ts';
import { findSession } from '../../../src/console/find-session.ts';
import { openSession } from '../../../src/console/open-session.ts';
import { isId } from '../../../src/lib/ids.ts';
import { Refusal } from '../../../src/refusal.ts';
import { segmentPath } from '../../../src/segments/export-link.ts';
import { consoleScopes, may } from '../../../src/staff/actor.ts';
import { inTransaction } from '../../../src/transaction.ts';
import { asRefusal, languageOf, refusalAnswer, send } from '../api/answer.ts';
import { isSameOrigin } from '../caller.ts';
import { openLimit } from '../limit.ts';
import type { Pages } from '../pages.ts';
import { giveToken, readToken } from './cookie.ts';

const TABLE_MS = 60_000;
const secretShape = z.strictObject({ secret: z.string().regex(/^[0-9A-Z]{32}$/) });

/** The pages for staff, the door to them and the way out; what they show and do goes over the API. */
export function consoleRoutes(app: App, pages: Pages): Router {
  const router = Router();
  const { shop, database, clock } = app;
  const perAddress = openLimit(60, 1);
  const sessionOf = async (request: Request) => {
    const token = readToken(request, shop.publicUrl);
    return token ? findSession({ db: database.manager, now: clock.now(), shop }, token, true) : undefined;
  };

  // A table is taken by its own signed address, as from the chat; this one is followed at once.
  router.get('/console/segments/:id/table', async (request, response, next) => {
    const session = await sessionOf(request);
    if (!session || !isId(request.params.id)) return next();
    const what = { segmentId: request.params.id, staffId: session.staff.id, language: languageOf(request, shop) };
    response.set('cache-control', 'no-store').redirect(303, segmentPath(shop, what, clock.now(), TABLE_MS));
  });

  router.get(/^\/console(?:\/[\w/-]*)?$/, async (request, response) => {
    const session = await sessionOf(request);
    pages.show('console', request, response, { me: session ? await aboutMe(session.staff) : null });
  });

  const changes = ['/console/open', '/console/leave'];
  router.post(changes, (request, _response, next) => {
    if (!isSameOrigin(request, shop.publicUrl)) throw new Refusal('other-site');
    next();
  });
  // The secret stands behind the #, which no server log and no preview of a link ever sees; only a page sends it on.
  router.post('/console/open', express.json({ limit: '1kb' }), async (request, response) => {
    const seconds = perAddress(request.ip ?? '');
    if (seconds > 0) throw new Refusal('console-tries', { seconds });
    const read = secretShape.safeParse(request.body);
    if (!read.success) throw new Refusal('console-link');
    const before = readToken(request, shop.publicUrl);
    const token = await inTransaction(app, (tx) => openSession(tx, read.data.secret, before));
    giveToken(response, shop.publicUrl, token);
    const session = await findSession({ db: database.manager, now: clock.now(), shop }, token, true);
    response.set('cache-control', 'no-store').json({ me: session ? await aboutMe(session.staff) : null });
  });
  router.post('/console/leave', async (request, response) => {
    const session = await sessionOf(request);
    if (session) await inTransaction(app, (tx) => endSession(tx, session.id));
    giveToken(response, shop.publicUrl, undefined);
    response.set('cache-control', 'no-store').json({ me: null });
  });

  const explain: ErrorRequestHandler = (error, request, response, next) => {
    if (response.headersSent) return next(error);
    const language = languageOf(request, shop);
    send(response, refusalAnswer(shop, language, asRefusal(app, error), 'person'), language);
  };
  router.use('/console', explain);
  return router;

  /** Who looks, and what the page offers them. */
  async function aboutMe(staff: Staff) {
    const [{ name }] = await database.query('select name from customer where id = $1', [staff.customerId]);
    const by = { kind: 'staff', staff } as const;
    return { name, role: staff.role, scopes: consoleScopes[staff.role], publishes: may(by, 'publish') };
  }
}
