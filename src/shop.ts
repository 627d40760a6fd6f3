import type { Config } from './config.ts';
import { type Codes, openCodes } from './lib/codes.ts';
import { readAmount } from './lib/money.ts';
import { type Language, type Words, wordsFor } from './words/index.ts';

/** What every use case may know of the shop it works in: the brand, its rules, its codes and its words. */
export interface Shop {
  readonly name: string;
  readonly zone: string;
  readonly currency: string;
  readonly language: Language;
  /** Minor units paid for one point. */
  readonly minorPerPoint: number;
  readonly pointsValidDays: number;
  /** `channel:address` of the people who own the shop from the start. */
  readonly owners: ReadonlySet<string>;
  /** Without a trailing slash; undefined when people cannot reach this server by a link. */
  readonly publicUrl: string | undefined;
  readonly codes: Codes;
  words(language: string): Words;
}

/** Version of the text that people agree to, kept with each consent; a button of another version agrees to nothing. */
export const CONSENT_VERSION = '2026-11';

/** The shop that a configuration describes. */
export function openShop(config: Config, appKey: Buffer): Shop {
  const brand = { name: config.BRAND_NAME, zone: config.BRAND_TIME_ZONE, currency: config.BRAND_CURRENCY };
  return {
    ...brand,
    language: config.BRAND_LANGUAGE as Language,
    minorPerPoint: readAmount(config.SPEND_PER_POINT, config.BRAND_CURRENCY)!,
    pointsValidDays: config.POINTS_VALID_DAYS,
    owners: new Set(config.OWNERS),
    publicUrl: config.PUBLIC_URL?.replace(/\/+$/, ''),
    codes: openCodes(appKey),
    words: wordsFor(brand),
  };
}
