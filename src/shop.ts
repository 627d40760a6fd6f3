import type { Config } from './config.ts';
import { type Codes, openCodes } from './lib/codes.ts';
import { minorDigits, readAmount } from './lib/money.ts';
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
  /** What is left of the price of goods, in basis points; undefined where the owner has not said. */
  readonly marginBasisPoints: number | undefined;
  /** Minor units that a thousand messages cost, by channel; none for a channel that is free. */
  readonly perThousandMinor: ReadonlyMap<string, number>;
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
    marginBasisPoints: config.GROSS_MARGIN_PERCENT ? Math.round(Number(config.GROSS_MARGIN_PERCENT) * 100) : undefined,
    perThousandMinor: new Map(config.MESSAGE_PRICES.map((one) => pricePerThousand(one, config.BRAND_CURRENCY))),
    owners: new Set(config.OWNERS),
    publicUrl: config.PUBLIC_URL?.replace(/\/+$/, ''),
    codes: openCodes(appKey),
    words: wordsFor(brand),
  };
}

/** `line:0.2` as the channel and whole minor units for a thousand messages: one alone may cost less than the smallest coin. */
function pricePerThousand(pair: string, currency: string): [string, number] {
  const [channel = '', price] = pair.split(':');
  return [channel, Math.round(Number(price) * 1000 * 10 ** minorDigits(currency))];
}
