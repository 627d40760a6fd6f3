import { z } from 'zod';
import { type Standing, standing } from '../../../src/campaigns/campaigns-page.ts';
import { countRedeemed, deskLines } from '../../../src/campaigns/desk-card.ts';
import { inLanguage } from '../../../src/campaigns/terms.ts';
import type { Claimable } from '../../../src/coupons/claimable.ts';
import type { Actor } from '../../../src/staff/actor.ts';
import type { Tx } from '../../../src/transaction.ts';
import type { Language } from '../../../src/words/index.ts';
import { campaign, viewOf } from './campaign-view.ts';

const standings = ['live', 'soon', 'over', 'gone', 'stopped'] as const satisfies Standing[];

/** A campaign with what a person reads of it. */
export const listed = z.strictObject({
  ...campaign.shape,
  called: z.string().describe('Its name in the language of Accept-Language.'),
  standing: z.enum(standings).describe('How it stands at this instant.'),
  stands: z.string().describe('The same in words.'),
  redeemed: z.int().min(0).optional().describe('Of one, and of a list that is asked for figures.'),
  sentence: z.string().optional().describe('How many were claimed and redeemed; where redeemed is.'),
});

/** The same at length. */
export const atLength = z.strictObject({
  ...listed.shape,
  lines: z.array(z.string()).describe('How it stands, its terms and limits, in the language of Accept-Language.'),
  sureStop: z.string().describe('What to ask before claiming is stopped.'),
});

/** Who looks, and in which language they are answered. */
export interface Reader {
  by: Actor;
  language: Language;
}

/** Draws it; redemptions are counted one by one, so a list holds them only where it is asked to. */
export async function listedOf(
  tx: Tx,
  one: Claimable,
  { by, language }: Reader,
  figures: boolean,
): Promise<z.input<typeof listed>> {
  const t = tx.shop.words(language);
  const { id, claimed, stock } = one.campaign;
  const is = standing(one.campaign, tx.now);
  const redeemed = figures ? await countRedeemed(tx, by, id) : undefined;
  return {
    ...viewOf(one),
    called: inLanguage(one.terms.name, language, tx.shop.language),
    standing: is,
    stands: t.marketing.standing(is),
    ...(redeemed !== undefined && { redeemed, sentence: t.marketing.figures(claimed, stock, redeemed) }),
  };
}

export async function atLengthOf(tx: Tx, one: Claimable, reader: Reader): Promise<z.input<typeof atLength>> {
  const t = tx.shop.words(reader.language);
  const short = await listedOf(tx, one, reader, true);
  return {
    ...short,
    lines: await deskLines(tx, t, reader.language, reader.by, one),
    sureStop: t.marketing.confirmStop(short.called),
  };
}
