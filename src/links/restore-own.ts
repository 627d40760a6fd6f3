import type { Tx } from '../transaction.ts';
import type { Own } from './join-customers.ts';

/**
 * Takes from who was kept the name, zone and birthday that came with the other, for they go with them: two people would
 * have one birthday. What somebody has said since stays.
 */
export async function restoreOwn(
  tx: Tx,
  { kept, joined, own }: { kept: string; joined: string; own: Own },
): Promise<void> {
  await tx.db.query(
    `with came as (
       select $3::boolean and k.name = j.name as name, $4::boolean and k.zone = j.zone as zone,
         $5::boolean and k.birth_mmdd = j.birth_mmdd and k.birth_year is not distinct from j.birth_year as birthday
       from customer k, customer j where k.id = $1 and j.id = $2
     )
     update customer c set name = case when came.name then null else c.name end,
       zone = case when came.zone then null else c.zone end,
       zone_chosen = case when came.zone then $6 else c.zone_chosen end,
       birth_mmdd = case when came.birthday then null else c.birth_mmdd end,
       birth_year = case when came.birthday then null else c.birth_year end,
       birthday_set_at = case when came.birthday then $7 else c.birthday_set_at end
     from came where c.id = $1`,
    [
      ...[kept, joined, own.name === null, own.zone === null, own.birthMmdd === null],
      ...[own.zoneChosen, own.birthdaySetAt],
    ],
  );
}
