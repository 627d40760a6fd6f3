import { pointsValidUntil } from '../points/valid-until.ts';
import type { Tx } from '../transaction.ts';

/** One redemption of a batch; the fields of the database's `redemption_ask`. */
export interface Asked {
  coupon: string;
  redemption: string;
  staff: string | null;
  api_key: string | null;
  store: string | null;
  method: 'chat' | 'api';
  order_minor: number | null;
  discount: number;
  gift: string | null;
  points: number;
  earned: number;
  receipt: object[];
  /** The line of chat that asks, and what it is answered: one commit with the redemption. */
  event?: { channel: string; event: string; address: string; key: string; answer: object };
}

/** `lost`: cannot be redeemed (any more). `gift-gone`: the last gift was given away. `heard`: this event was heard before. */
export type Outcome = 'redeemed' | 'lost' | 'gift-gone' | 'heard';

interface Answer {
  asked: number;
  won: string;
  others: [place: number, outcome: Outcome][] | null;
}

/** The one statement that redeems: a whole batch, or a single coupon inside of a transaction. */
export function redeemBatch(at: Pick<Tx, 'now' | 'shop'>, asks: readonly Asked[]) {
  return {
    name: 'redeem_coupons',
    text: 'select asked, won, others from redeem_coupons($1, $2, $3, $4)',
    values: [
      at.now,
      pointsValidUntil(at),
      at.shop.currency,
      JSON.stringify(asks.map(({ event, ...ask }, place) => ({ n: place + 1, ...ask, ...event }))),
    ],
  };
}

/** Reads its answer. One that does not add up is refused whole: nobody is told what we do not know. */
export function readRedeemed(answer: Answer | undefined, asked: number): Outcome[] {
  const outcomes: Outcome[] = new Array(asked).fill('redeemed');
  const others = answer?.others ?? [];
  for (const [place, outcome] of others) outcomes[place - 1] = outcome;
  const won = outcomes.filter((outcome) => outcome === 'redeemed').length;
  const whole = outcomes.length === asked && won + others.length === asked;
  if (answer?.asked !== asked || Number(answer.won) !== won || !whole) {
    throw new Error(`redemptions do not add up: asked ${asked}, redeemed ${answer?.won}, others ${others.length}`);
  }
  return outcomes;
}
