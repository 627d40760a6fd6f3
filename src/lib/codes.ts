import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { bytesOf, idOf } from './ids.ts';

// Crockford's base 32: no I, L, O, U; typed look-alikes are read as the digit they look like.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const VALUE = new Map([...ALPHABET].map((symbol, value) => [symbol, value]));
for (const [typed, meant] of ['O0', 'I1', 'L1'].map((pair) => [...pair])) VALUE.set(typed!, VALUE.get(meant!)!);
const RANDOM_SYMBOLS = 12;

// Multiplication by the generator of GF(32) under x^5 + x^2 + 1.
const twice = (value: number) => (value & 16 ? ((value << 1) ^ 0b100101) & 31 : value << 1);

/**
 * The check symbol's value: the sum of each symbol times its own power of a generator of GF(32). It changes with every
 * single wrong symbol and every swap of two symbols, because the 12 powers differ and none is zero.
 */
function check(values: number[]): number {
  return values.reduceRight((sum, value) => twice(sum ^ value), 0);
}

/** What a person typed as a code, or how it fails: `shape` (no code at all) or `typo` (the check symbol disagrees). */
export type ReadCode = { code: string } | { wrong: 'shape' | 'typo' };

/** Reads a code with spaces, dashes, lower case, full-width and look-alike letters; gives its 13 plain symbols. */
export function readCode(text: string): ReadCode {
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-_.·‐-―]/gu, '');
  const values = [...plain].map((symbol) => VALUE.get(symbol));
  if (values.length !== RANDOM_SYMBOLS + 1 || values.some((value) => value === undefined)) return { wrong: 'shape' };
  const known = values as number[];
  if (check(known.slice(0, RANDOM_SYMBOLS)) !== known[RANDOM_SYMBOLS]) return { wrong: 'typo' };
  return { code: known.map((value) => ALPHABET[value]).join('') };
}

/** `ABCDEFGHJKMNP` → `ABCD-EFGH-JKMN-P`. */
export function spellCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8, 12)}-${code.slice(12)}`;
}

/** What belongs to one coupon and is stored nowhere, but for the hash. */
export interface Secrets {
  code: string;
  hash: string;
  token: string;
}

/** Codes, tokens and secrets of one shop; all of them stand or fall with its APP_KEY. */
export interface Codes {
  /** The 13 symbols of a coupon's code: 60 bits of AES-256 over its id, and the check symbol. It is stored nowhere. */
  codeOf(couponId: string): string;
  /** What the database finds a code by: 64 bits of AES-256 under another key, as a signed decimal. */
  hashOf(code: string): string;
  /** Code, hash and token of many coupons at once, which is much cheaper than one by one. */
  secretsOf(couponIds: readonly string[]): Secrets[];
  /** A signed, opaque name of a coupon for links and QR codes, 36 characters of base64url. */
  tokenOf(couponId: string): string;
  /** The coupon that a token names, or undefined if we did not sign it. */
  couponOf(token: string): string | undefined;
  /** Personal data as it lies in the database: AES-256-GCM, nonce and tag in front. */
  encrypt(text: string): Buffer;
  /** What `encrypt` has sealed; throws for what it has not. */
  decrypt(sealed: Buffer): string;
  /** A secret to pass on, worked out from what it belongs to: `symbols` × 5 bits of HMAC over its id. */
  secretOf(purpose: string, id: string, symbols: number): string;
  /** Keyed hash of any other secret (invitation, link code, API key, phone number). */
  seal(purpose: string, secret: string): Buffer;
}

/** Derives every key of the shop from APP_KEY (HKDF-SHA256). */
export function openCodes(appKey: Buffer): Codes {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', appKey, 'quanbot', purpose, 32));
  const codeBlock = blockCipher(derive('coupon code'));
  const hashBlock = blockCipher(derive('code hash'));
  const tokenBlock = blockCipher(derive('coupon token'));
  const token = Buffer.alloc(27);
  const personalKey = derive('personal data');
  const mac = (key: Buffer, data: Buffer | string) => createHmac('sha256', key).update(data).digest();
  return {
    codeOf: (couponId) => codeIn(codeBlock(bytesOf(couponId)), 0),
    hashOf(code) {
      const block = Buffer.alloc(16);
      block.write(code, 'latin1');
      return hashBlock(block).readBigInt64BE(0).toString();
    },
    secretsOf(couponIds) {
      const ids = Buffer.from(couponIds.join('').replaceAll('-', ''), 'hex');
      const codes = codeBlock(ids);
      const signatures = tokenBlock(ids);
      const plain = Buffer.alloc(ids.length);
      const found = couponIds.map((_, at): Secrets => {
        const from = at * 16;
        const code = codeIn(codes, from);
        plain.write(code, from, 'latin1');
        ids.copy(token, 0, from, from + 16);
        signatures.copy(token, 16, from, from + 11);
        return { code, hash: '', token: token.toString('base64url') };
      });
      const hashes = hashBlock(plain);
      for (const [at, one] of found.entries()) one.hash = hashes.readBigInt64BE(at * 16).toString();
      return found;
    },
    tokenOf(couponId) {
      const id = bytesOf(couponId);
      return Buffer.concat([id, tokenBlock(id).subarray(0, 11)]).toString('base64url');
    },
    couponOf(token) {
      const bytes = Buffer.from(token, 'base64url');
      if (bytes.length !== 27) return undefined;
      const id = bytes.subarray(0, 16);
      const good = timingSafeEqual(bytes.subarray(16), tokenBlock(id).subarray(0, 11));
      return good ? idOf(id) : undefined;
    },
    encrypt(text) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', personalKey, nonce);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
    },
    decrypt(sealed) {
      const plain = createDecipheriv('aes-256-gcm', personalKey, sealed.subarray(0, 12));
      plain.setAuthTag(sealed.subarray(12, 28));
      return Buffer.concat([plain.update(sealed.subarray(28)), plain.final()]).toString('utf8');
    },
    secretOf: (purpose, id, symbols) => spelled(mac(derive(`${purpose} of`), bytesOf(id)).subarray(0, symbols)),
    seal: (purpose, secret) => mac(derive(purpose), secret),
  };
}

/** The 13 symbols that 60 bits of a block spell. */
function codeIn(block: Buffer, from: number): string {
  const values: number[] = [];
  for (let at = 0; at < RANDOM_SYMBOLS * 5; at += 5) {
    values.push((block.readUInt16BE(from + (at >> 3)) >> (11 - (at & 7))) & 31);
  }
  values.push(check(values));
  let code = '';
  for (const value of values) code += ALPHABET[value];
  return code;
}

/**
 * AES-256 on 16-byte blocks, each for itself, as the keyed random function of ids and codes: a tenth of the cost of an HMAC in
 * Node, where a flash crowd makes two of them for each claim.
 */
function blockCipher(key: Buffer): (blocks: Buffer) => Buffer {
  const cipher = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
  return (blocks) => cipher.update(blocks);
}

/** A secret for people to pass on: `symbols` × 5 random bits in the code alphabet. */
export function newSecret(symbols: number): string {
  return spelled(randomBytes(symbols));
}

const spelled = (bytes: Buffer) => [...bytes].map((byte) => ALPHABET[byte & 31]).join('');
