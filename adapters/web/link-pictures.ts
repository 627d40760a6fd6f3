import { Router } from 'express';
import { isLinkPicture } from '../../src/campaigns/link-picture.ts';
import type { Shop } from '../../src/shop.ts';
import { drawQr } from './pictures.ts';

/** The QR codes of campaign links, for posters: `/link/<ref>_<source>.<signature>.png`. */
export function linkPictures(shop: Pick<Shop, 'codes' | 'publicUrl'>): Router {
  const router = Router();
  router.get(/^\/link\/(\w[\w-]{0,63})\.([\w-]{16})\.png$/, async (request, response, next) => {
    const [says = '', signed = ''] = Object.values(request.params as Record<string, string>);
    if (!shop.publicUrl || !isLinkPicture(shop, says, signed)) return next();
    response.set('cache-control', 'public, max-age=86400').set('cross-origin-resource-policy', 'cross-origin');
    response.type('png').send(await drawQr(`${shop.publicUrl}/chat?ref=${says}`));
  });
  return router;
}
