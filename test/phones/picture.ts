import { targetOf } from './line/webhook.ts';
import { type Picture, pictureOf } from './obj.ts';

/**
 * Fetches a picture as a platform does, with no login and no cookies; `origin` stands for its host.
 * Throws what a person would notice: no picture, or one that is too large to be shown.
 */
export async function fetchPicture(address: string, origin?: string): Promise<Picture & { bytes: Buffer }> {
  const response = await fetch(targetOf(address, origin), { redirect: 'error' });
  if (!response.ok) throw new Error(`the picture ${address} answers ${response.status}`);
  const bytes = Buffer.from(await response.arrayBuffer());
  const picture = pictureOf(bytes);
  const type = response.headers.get('content-type');
  if (!picture || !type?.startsWith(`image/${picture.kind}`)) throw new Error(`${address} is no picture but ${type}`);
  if (bytes.length > 1024 * 1024) throw new Error(`the picture ${address} is larger than 1 MB`);
  return { ...picture, bytes };
}
