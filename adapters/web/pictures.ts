import bwip from 'bwip-js/node';
import type { Request, Response } from 'express';
import { Router } from 'express';
import { create, toBuffer } from 'qrcode';
import { type Codes, spellCode } from '../../src/lib/codes.ts';

const KEPT = 500;
const QUIET_ZONE = 4;
const WIDTH = 480;

/** The pictures of a coupon's code: `/code/<token>.png` (QR) and `/code/<token>.bar.png` (Code 128). */
export function codePictures(shop: { codes: Codes; publicUrl: string | undefined }): Router {
  const router = Router();
  const kept = new Map<string, Promise<Buffer>>();
  const draw = (kind: 'qr' | 'bar') => async (request: Request, response: Response, next: () => void) => {
    const token = String(request.params.token);
    const coupon = couponNamed(shop.codes, token);
    if (!coupon) return next();
    const key = `${kind}:${token}`;
    let picture = kept.get(key);
    if (!picture) {
      const code = shop.codes.codeOf(coupon);
      picture =
        kind === 'bar' ? drawBar(code) : drawQr(shop.publicUrl ? linkOf(shop.publicUrl, token) : spellCode(code));
      kept.set(key, picture);
      if (kept.size > KEPT) kept.delete(kept.keys().next().value!);
    }
    response
      .set('cache-control', 'private, max-age=86400, immutable')
      // Chat apps on other origins show it; whoever knows the address holds the coupon anyway.
      .set('cross-origin-resource-policy', 'cross-origin')
      .type('png')
      .send(await picture);
  };
  router.get('/code/:token.bar.png', draw('bar'));
  router.get('/code/:token.png', draw('qr'));
  return router;
}

/** The coupon that a token names in its one spelling: base64 has others for the same bytes. */
export function couponNamed(codes: Codes, token: string): string | undefined {
  const coupon = codes.couponOf(token);
  return coupon && codes.tokenOf(coupon) === token ? coupon : undefined;
}

const linkOf = (publicUrl: string, token: string) => `${publicUrl}/q/${token}`;

/** A QR code in black on white, level M, with its quiet zone, in whole pixels for each module. */
export function drawQr(content: string): Promise<Buffer> {
  const { size } = create(content, { errorCorrectionLevel: 'M' }).modules;
  const scale = Math.ceil(WIDTH / (size + 2 * QUIET_ZONE));
  return toBuffer(content, { errorCorrectionLevel: 'M', margin: QUIET_ZONE, scale, type: 'png' });
}

/** A Code 128 of the plain code, with quiet zones of ten modules. */
export function drawBar(code: string): Promise<Buffer> {
  return bwip.toBuffer({
    bcid: 'code128',
    text: code,
    scale: 3,
    height: 22,
    paddingwidth: 10,
    paddingheight: 4,
    backgroundcolor: 'FFFFFF',
  });
}
