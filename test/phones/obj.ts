/** A JSON object whose fields are looked at one by one. */
export type Obj = Record<string, unknown>;

export const isObj = (v: unknown): v is Obj => typeof v === 'object' && v !== null && !Array.isArray(v);
export const asObj = (v: unknown): Obj => (isObj(v) ? v : {});
export const asList = (v: unknown): Obj[] => (Array.isArray(v) ? v.filter(isObj) : []);
export const asText = (v: unknown): string => (typeof v === 'string' ? v : '');
export const maybeText = (v: unknown): string | undefined => (typeof v === 'string' ? v : undefined);

const segments = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Length as a reader counts: grapheme clusters. */
export const graphemes = (text: string): number => [...segments.segment(text)].length;

/** True when a text holds half an emoji. */
export const torn = (text: string): boolean => /\p{Surrogate}/u.test(text);

export interface Picture {
  kind: 'png' | 'jpeg';
  width: number;
  height: number;
}

/** Type and size of a PNG or JPEG, read from its first bytes. */
export function pictureOf(bytes: Buffer): Picture | undefined {
  if (bytes.length > 24 && bytes.readUInt32BE(0) === 0x89504e47) {
    return { kind: 'png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  }
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined;
  let at = 2;
  while (at + 9 < bytes.length) {
    const marker = bytes.readUInt16BE(at);
    const frame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
    if (frame) return { kind: 'jpeg', height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}
