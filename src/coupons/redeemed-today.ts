import type { Terms } from '../campaigns/terms.ts';
import { civilDate, instantOf } from '../lib/dates.ts';
import { type Actor, authorise, may } from '../staff/actor.ts';
import { type Place, whereIs } from '../stores/where.ts';
import type { Tx } from '../transaction.ts';

export interface Total {
  count: number;
  discountMinor: number;
}

/** One redemption of today, numbered from the first of the day; a number stays what it is when something is undone. */
export interface Line {
  number: number;
  id: string;
  at: Date;
  terms: Terms;
  discountMinor: number;
  undone: boolean;
  staff: string | null;
}

export interface Today {
  store: Place | undefined;
  mine: Total;
  all: Total;
  coupons: (Total & { terms: Terms })[];
  lines: Line[];
}

interface Row {
  id: string;
  at: Date;
  terms: Terms;
  campaign_id: string;
  discount_minor: string;
  undone: boolean;
  mine: boolean;
  staff: string | null;
}

/**
 * What was redeemed on this civil day: in the store where the actor works, or in all of them. The lines that can be
 * taken back by number are those that the actor may take back: their own, or with authority all.
 */
export async function redeemedToday(tx: Tx, by: Actor): Promise<Today> {
  authorise(by, 'redeem');
  const places: Place[] = await tx.db.query(
    'select id, name, zone, closed_at is null as open from store order by name',
  );
  const store = whereIs(by, places, undefined);
  const zone = store?.zone ?? tx.shop.zone;
  const me = by.kind === 'staff' ? by.staff.id : null;
  const rows: Row[] = await tx.db.query(
    `select r.id, r.at, t.terms, r.campaign_id, r.discount_minor, r.undone_at is not null as undone,
       r.staff_id is not distinct from $2 as mine, p.name as staff
     from redemption r join coupon c on c.id = r.coupon_id
     join campaign_terms t on t.campaign_id = c.campaign_id and t.version = c.terms_version
     left join staff s on s.id = r.staff_id left join customer p on p.id = s.customer_id
     where r.at >= $1 and ($3::uuid is null or r.store_id = $3 or r.staff_id = $2) order by r.at, r.id`,
    [instantOf(civilDate(tx.now, zone), zone), me, store?.id ?? null],
  );
  const open = rows.filter(({ undone }) => !undone);
  const campaigns = [...new Set(open.map((row) => row.campaign_id))];
  const listed = rows.filter(({ mine }) => mine || may(by, 'undo-any'));
  return {
    store,
    mine: total(open.filter(({ mine }) => mine)),
    all: total(open),
    coupons: campaigns.map((id) => {
      const some = open.filter((row) => row.campaign_id === id);
      return { terms: some.at(-1)!.terms, ...total(some) };
    }),
    lines: listed.map(({ id, at, terms, undone, staff, discount_minor }, index) => {
      return { number: index + 1, id, at, terms, undone, staff, discountMinor: Number(discount_minor) };
    }),
  };
}

function total(rows: Row[]): Total {
  return { count: rows.length, discountMinor: rows.reduce((sum, row) => sum + Number(row.discount_minor), 0) };
}
