import type { Staff } from '../../entities/staff.ts';
import type { App } from '../app.ts';
import type { Inbound } from '../chat/channel.ts';
import type { Answer, Rush } from '../chat/hear.ts';
import { menuOf } from '../chat/menu.ts';
import { upToDate } from '../chat/recognise.ts';
import { RIDES } from '../chat/ride-along.ts';
import { sealMessages } from '../chat/sealed.ts';
import { understand } from '../chat/understand.ts';
import type { Redemptions } from '../coupons/gather-redemptions.ts';
import { newDeviceZone } from '../customers/set-zone.ts';
import { gather } from '../lib/gather.ts';
import { textList } from '../lib/pg-list.ts';
import { guessesSince } from '../staff/wrong-code.ts';
import { isWeather } from '../transaction.ts';
import { isLanguage } from '../words/index.ts';
import { type CounterArgs, readCounterArgs } from './counter-args.ts';
import { aliases } from './index.ts';
import { redeemedMessage } from './redeem.ts';

interface Clerk {
  staff: Staff;
  language: string;
}

/**
 * A redemption at a busy counter: staff we know, whose line changes nothing but the coupon. Event, answer and redemption
 * are durable in one statement shared with all who redeem at the same moment. Everything else (a no, a missing amount, a
 * notice that waits to ride along, an earlier line that waits to be heard) is left to the ordinary way, and nothing was
 * written then. Who says several lines at once, or has lately guessed a code, is left to it as well: it looks at their
 * codes one after another.
 */
export function openRedeemRush(app: App, redemptions: Redemptions): Rush {
  const { shop } = app;
  const lookUp = gather<Inbound, Clerk | undefined>({ most: 200, write: (inbound) => findClerks(app, inbound) });

  return async function rush(inbound) {
    const args = readRedeem(app, inbound.text);
    const clerk = args && (await lookUp(inbound));
    if (!clerk) return undefined;
    const { staff } = clerk;
    const language = isLanguage(clerk.language) ? clerk.language : shop.language;
    let said: Pick<Answer, 'messages' | 'menu'> | undefined;
    const done = await redemptions
      .redeem({
        by: { kind: 'staff', staff },
        what: { ...args.named, amountMinor: args.amountMinor, method: 'chat' },
        event: { channel: inbound.channel, id: inbound.id, address: inbound.from },
        answer(redeemed) {
          // The receipt of one's own coupon rides along.
          if (redeemed.customerId === staff.customerId) return undefined;
          const menu = menuOf({ staff, language });
          said = { messages: [redeemedMessage(shop, language, redeemed)], menu };
          return { messages: sealMessages(said.messages), menu };
        },
      })
      .catch((error: unknown) => {
        if (isWeather(error)) throw error;
        // One of many may have spoilt it for all: each is heard alone, and what was written after all is found there.
        app.log.warn({ error: String(error) }, 'Redemptions could not be written together');
        return undefined;
      });
    return done && said && { ...said, again: false, ...(done.key ? { key: done.key } : {}) };
  };
}

function readRedeem({ shop }: App, text: string): CounterArgs | undefined {
  const { name, args } = understand(text, null, aliases(shop));
  if (name !== 'redeem') return undefined;
  try {
    return readCounterArgs(args, shop.currency);
  } catch {
    return undefined;
  }
}

async function findClerks(app: App, inbound: Inbound[]): Promise<(Clerk | undefined)[]> {
  const now = app.clock.now();
  const channels = textList(inbound.map(({ channel }) => channel));
  const addresses = textList(inbound.map(({ from }) => from));
  const { rows } = await app.pool.query({
    name: 'rush_clerks',
    text: CLERKS,
    values: [channels, addresses, guessesSince(now)],
  });
  const found: (Clerk | undefined)[] = inbound.map(() => undefined);
  for (const { place, language, name, reachable, heardAt, zone, zoneChosen, ...staff } of rows) {
    const said = inbound[place - 1]!;
    const moved = newDeviceZone({ zone, zoneChosen }, said.zone, app.shop.zone);
    if (upToDate({ name, reachable, heardAt }, said, now) && !moved) found[place - 1] = { staff, language };
  }
  return found;
}

const CLERKS = `
select u.n::int as place, c.language, i.name, i.reachable, i.heard_at as "heardAt",
  c.zone, c.zone_chosen as "zoneChosen", s.id, s.customer_id as "customerId",
  s.role, s.store_id as "storeId", s.at_store_id as "atStoreId", s.paused_until as "pausedUntil",
  s.ended_at as "endedAt", s.invited_by as "invitedBy", s.created_at as "createdAt"
from unnest($1::text[], $2::text[]) with ordinality as u (channel, address, n)
join identity i on i.channel = u.channel and i.address = u.address and i.asked is null
join customer c on c.id = i.customer_id
join staff s on s.customer_id = c.id and s.ended_at is null
where not exists (select from wrong_code w where w.staff_id = s.id and w.at > $3)
  and not exists (select from delivery d where d.customer_id = c.id and d.channel = i.channel and ${RIDES})
  and not exists (select from inbox_waiting w where w.channel = i.channel and w.inbound ->> 'from' = i.address)`;
