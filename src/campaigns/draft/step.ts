import type { Store } from '../../../entities/store.ts';
import type { Shop } from '../../shop.ts';
import type { Good } from '../../suggestions/list-goods.ts';
import type { Language, Words } from '../../words/index.ts';
import type { Draft } from './draft.ts';

/** What a step knows when it asks or reads. */
export interface Asking {
  t: Words;
  language: Language;
  shop: Shop;
  now: Date;
  stores: Store[];
  /** What the shop sells, as far as it is known. */
  goods: Good[];
  draft: Draft;
}

/** What an answer changes; `undefined` takes a field away. `forget` has steps asked again that it makes void. */
export interface Answer {
  terms?: { [K in keyof Draft['terms']]?: Draft['terms'][K] | undefined };
  limits?: { [K in keyof Draft['limits']]?: Draft['limits'][K] | undefined };
  more?: boolean;
  forget?: string[];
}

/** An answer that does not fit, as a sentence with what would. */
export interface Wrong {
  wrong: string;
}

/** Something that can be tapped instead of typed; `value` is what typing it would be. */
export interface Choice {
  label: string;
  value: string;
}

/** One question about a campaign: in the wizard, and when it is changed later. */
export interface Step {
  name: string;
  /** Asked only where it applies; always when missing. */
  applies?(at: Asking): boolean;
  question(at: Asking): string;
  choices?(at: Asking): Choice[];
  read(typed: string, at: Asking): Answer | Wrong;
  /** The answer as it stands, for who comes back to it. */
  said?(at: Asking): string | undefined;
}

/** Words by which people leave something out, in all our languages. */
const SKIPS = /^(none|skip|no|-|略過|跳過|不限|無|沒有|不用|跳过|无|没有)$/i;

/** True for an answer that leaves the condition out. */
export const isNone = (typed: string) => SKIPS.test(typed.normalize('NFKC').trim());
