import { join } from 'node:path';
import express, { Router } from 'express';
import { spellCode } from '../../src/lib/codes.ts';
import type { Shop } from '../../src/shop.ts';
import type { WebChat } from './chat/index.ts';
import { linkPictures } from './link-pictures.ts';
import type { Pages } from './pages.ts';
import { codePictures, couponNamed } from './pictures.ts';

/** Where else the shop can be reached; known once the platforms have answered. */
export interface Links {
  /** The bot's user name, without @. */
  telegram?: string;
  /** https link that adds the LINE account. */
  line?: string;
}

/** Everything a browser of a person asks for. */
export function siteRoutes(
  shop: Shop,
  chat: WebChat,
  pages: Pages,
  folder: string,
  links: () => Promise<Links>,
): Router {
  const router = Router();
  router.use('/assets', express.static(join(folder, 'assets'), { immutable: true, maxAge: '1y', index: false }));
  router.get('/', async (request, response) => {
    const { telegram, line } = await links();
    const found = { ...(telegram && { telegram: `https://t.me/${telegram}` }), ...(line && { line }) };
    pages.show('home', request, response, { demo: chat.demo, links: found });
  });
  router.get('/chat', (request, response) => {
    const address = chat.visitors.greet(request, response);
    const as = /^demo-(\w+)$/.exec(address)?.[1];
    pages.show('chat', request, response, { demo: chat.demo, ...(as && { as }) });
  });
  router.use(chat.router);
  router.get('/q/:token', async (request, response) => {
    const { token } = request.params;
    const coupon = couponNamed(shop.codes, token);
    if (!coupon) return pages.show('coupon', request, response, {}, 404);
    const { telegram, line } = await links();
    const code = { token, text: spellCode(shop.codes.codeOf(coupon)) };
    const found = {
      ...(telegram && { telegram: `https://t.me/${telegram}?start=q-${token}` }),
      ...(line && { line }),
    };
    pages.show('coupon', request, response, { code, links: found, demo: chat.demo });
  });
  router.use(codePictures(shop));
  router.use(linkPictures(shop));
  return router;
}
