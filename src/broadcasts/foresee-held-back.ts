import { instantOf, outOfQuietHours } from '../lib/dates.ts';
import type { Compiled } from '../segments/compiled.ts';
import type { Tx } from '../transaction.ts';
import { foreseeNext, type NextOne } from './foresee-next.ts';
import { HOLDOUT_FROM, marketingRules } from './marketing-rules.ts';

/** Who hears from the shop anyway, and who would therefore not be told. */
export interface HeldBack {
  /** The figures below are worked out from some of the people, for they are very many. */
  about: boolean;
  /** Got marketing in the last seven days. */
  heardLately: number;
  /** Would not be told, because they have heard enough. */
  capped: number;
  /** Would not be told, so that it can be seen what telling brings; exact for nobody, a share. */
  holdout: number;
  /** Would not be told, because what their variant tells of has ended or is all gone. */
  ended: number;
  /** It is night where they are: they are told from 09:00 on. */
  held: number;
  /** Other broadcasts of the next seven days, and how many of these people they are meant for. */
  next: NextOne[];
}

/** When a broadcast is to go out: now, at an instant, or at `2027-03-01 18:30` by each customer's own clock. */
export interface Leaves {
  sendAt?: Date;
  wallAt?: string;
}

const SAMPLE = 5_000;

/**
 * Works out what freezing the audience now would do, person by person, as `freezeRecipients` does it. Of more than 5,000
 * people a sample by a stable hash is looked at, so that asking stays cheap however many there are. `over` are the
 * variants whose campaign has ended by then.
 */
export async function foreseeHeldBack(
  tx: Tx,
  campaignId: string,
  audience: Compiled,
  people: number,
  over: readonly number[],
  leaves: Leaves = {},
): Promise<HeldBack> {
  const { perDay, perWeek, holdoutPercent } = await marketingRules(tx);
  const every = Math.max(1, Math.ceil(people / SAMPLE));
  const n = audience.values.length;
  const some: { id: string; zone: string | null; variant: number }[] = await tx.db.query(
    `select customer_id as id, zone, variant from (${audience.sql}) a
     where $${n + 1}::int = 1 or (hashtextextended(customer_id::text, 7) & 9223372036854775807) % $${n + 1}::int = 0`,
    [...audience.values, every],
  );
  const run = tellingTimes(tx, leaves);
  const ids = some.map(({ id }) => id);
  const heard: { id: string; capped: boolean }[] = await tx.db.query(HEARD, [
    ids,
    some.map(({ zone }) => run(zone)),
    tx.now,
    perDay,
    perWeek,
  ]);
  const capped = new Set(heard.filter((one) => one.capped).map(({ id }) => id));
  const left = some.filter(({ id }) => !capped.has(id));
  const told = left.filter(({ variant }) => !over.includes(variant));
  // By their own clock nobody is told at night.
  const night = leaves.wallAt ? [] : told.filter(({ zone }) => run(zone) > (leaves.sendAt ?? tx.now));
  const scale = ids.length > 0 ? people / ids.length : 0;
  const share = people < HOLDOUT_FROM ? 0 : holdoutPercent / 100;
  return {
    about: every > 1,
    heardLately: Math.round(heard.length * scale),
    capped: Math.round(capped.size * scale),
    holdout: Math.round(left.length * scale * share),
    ended: Math.round((left.length - told.length) * scale * (1 - share)),
    held: Math.round(night.length * scale * (1 - share)),
    next: await foreseeNext(tx, campaignId, ids, scale),
  };
}

/** When somebody in a zone would be told; null is the shop's. */
function tellingTimes({ now, shop }: Tx, { sendAt, wallAt }: Leaves): (zone: string | null) => Date {
  const known = new Map<string, Date>();
  const [day = '', time] = wallAt?.split(' ') ?? [];
  const first = (zone: string) => (wallAt ? instantOf(day, zone, time) : outOfQuietHours(sendAt ?? now, zone));
  return (own) => {
    const zone = own ?? shop.zone;
    const at = known.get(zone) ?? first(zone);
    known.set(zone, at);
    return at;
  };
}

// Who was told of anything in the week before now; caps go by the moment at which each would be told.
const HEARD = `
select p.id, ($4::int > 0 and count(*) filter (where t.at > p.run - heard_day()) >= $4)
  or ($5::int > 0 and count(*) filter (where t.at > p.run - heard_week()) >= $5) as capped
from unnest($1::uuid[], $2::timestamptz[]) as p (id, run)
join marketing_told($1, $3::timestamptz - heard_week()) t on t.customer_id = p.id
group by p.id, p.run`;
