import type { App } from '../app.ts';
import { storeNames } from '../campaigns/describe-terms.ts';
import { answerAgain } from '../chat/answer-of.ts';
import type { Inbound, Message } from '../chat/channel.ts';
import type { Answer, Rush } from '../chat/hear.ts';
import { refusalMessage } from '../chat/refusal-message.ts';
import { codeCard } from '../chat/sealed.ts';
import type { Claimed } from '../coupons/claim-batch.ts';
import { claimRefusal } from '../coupons/claim-coupon.ts';
import { type Claimable, findClaimable } from '../coupons/claimable.ts';
import { couponCard } from '../coupons/coupon-card.ts';
import type { Claims } from '../coupons/gather-claims.ts';
import { gather } from '../lib/gather.ts';
import { textList } from '../lib/pg-list.ts';
import { type Remembering, remembering } from '../lib/remembering.ts';
import { Refusal } from '../refusal.ts';
import type { Shop } from '../shop.ts';

const CLAIM = /^[/／]claim\s+(?:d-)?([A-Za-z0-9]{4,16})$/i;
const PEOPLE = 100_000;
const CAMPAIGNS = 1_000;
const TRIES = 3;

interface Known {
  customerId: string;
  language: string;
}
interface Drop extends Claimable {
  stores: string[];
  /** The card of the winners of one batch, which differ in their codes only. */
  drawn?: { at: Date; cards: Map<string, Message> };
}

/**
 * A claim in a flash crowd: one tap of somebody we know on a campaign we know. The event, the coupon and the answer are
 * durable in one statement shared with everybody who taps at the same moment. Whatever is not that simple is left to the
 * ordinary way; what is remembered here is checked by the statement (campaign version, person not linked away).
 */
export function openRush(app: App, claims: Claims): Rush {
  // By channel, then by address: to spell one key of both costs more than two looks.
  const people = new Map<string, Remembering<Known>>();
  const drops = remembering<Drop>(CAMPAIGNS);

  const lookUp = gather<Inbound, Known | undefined>({ most: 1_000, write: (inbound) => findPeople(app, inbound) });
  const peopleOf = (channel: string) => {
    const known = people.get(channel) ?? remembering<Known>(PEOPLE);
    if (!people.has(channel)) people.set(channel, known);
    return known;
  };
  const drop = (ref: string) =>
    drops.of(ref, async () => {
      const db = app.database.manager;
      const found = await findClaimable(db, ref);
      return found && found.campaign.purpose === 'drop'
        ? { ...found, stores: await storeNames({ db }, found.terms) }
        : undefined;
    });

  return async function rush(inbound) {
    const ref = CLAIM.exec(inbound.text)?.[1]?.toUpperCase();
    if (!ref) return undefined;
    const known = peopleOf(inbound.channel);
    const found = known.of(inbound.from, () => lookUp(inbound));
    const person = found instanceof Promise ? await found : found;
    for (let tries = 0; person && tries < TRIES; tries++) {
      const kept = drop(ref);
      const claimable = kept instanceof Promise ? await kept : kept;
      if (!claimable) return undefined;
      let claimed: Claimed;
      try {
        const event = { id: inbound.id, address: inbound.from };
        claimed = await claims.claim(claimable, inbound.channel, { customerId: person.customerId, event });
      } catch (error) {
        // Not open: remembered facts may be old, so the ordinary way says it.
        if (!(error instanceof Refusal)) throw error;
        drops.forget(ref);
        return undefined;
      }
      if (claimed.outcome === 'stale') drops.forget(ref);
      else if (claimed.outcome === 'stranger') break;
      else if (claimed.outcome === 'won') return card(app.shop, person, claimable, claimed);
      else return answer(app, inbound, person, claimable, claimed);
    }
    known.forget(inbound.from);
    return undefined;
  };
}

function card(shop: Shop, { language }: Known, drop: Drop, claimed: Claimed): Answer {
  const code = codeCard(shop, claimed.couponId!, claimed.secrets);
  return { messages: [{ ...cardOf(shop, language, drop, claimed), code }], again: false, key: claimed.key };
}

function cardOf(shop: Shop, language: string, drop: Drop, { at, validUntil, couponId }: Claimed): Message {
  if (drop.drawn?.at !== at) drop.drawn = { at: at!, cards: new Map() };
  const { cards } = drop.drawn!;
  let card = cards.get(language);
  if (!card) {
    const held = { coupon: { id: couponId!, validUntil: validUntil! }, terms: drop.terms, zone: drop.campaign.zone };
    const lead = shop.words(language).coupons.yours();
    card = couponCard(shop, language, held, at!, { lead, stores: drop.stores });
    cards.set(language, card);
  }
  return card;
}

/** The people behind addresses, in one look for all who tap at the same moment. */
async function findPeople(app: App, inbound: Inbound[]): Promise<(Known | undefined)[]> {
  const { rows } = await app.pool.query({
    name: 'rush_people',
    text: PEOPLE_AT,
    values: [textList(inbound.map(({ channel }) => channel)), textList(inbound.map(({ from }) => from))],
    rowMode: 'array',
  });
  const found: (Known | undefined)[] = inbound.map(() => undefined);
  for (const [place, customerId, language] of rows as [number, string, string][]) {
    found[place - 1] = { customerId, language };
  }
  return found;
}

const PEOPLE_AT = `
select u.n::int, c.id, c.language from unnest($1::text[], $2::text[]) with ordinality as u (channel, address, n)
join identity i on i.channel = u.channel and i.address = u.address and i.reachable
join customer c on c.id = i.customer_id and c.joined_at is not null and c.merged_into is null and c.parted_at is null`;

async function answer(app: App, inbound: Inbound, { language }: Known, drop: Drop, claimed: Claimed): Promise<Answer> {
  const { shop } = app;
  if (claimed.outcome === 'limit' || claimed.outcome === 'gone') {
    const refusal = claimRefusal(claimed.outcome, drop, { shop }, language);
    return { messages: [refusalMessage(shop, language, refusal)], again: false, key: claimed.key };
  }
  // Held before, or this very event heard before: what was said is drawn again from what is written.
  const { rows } = await app.pool.query({
    name: 'rush_event',
    text: `select channel, address, heard_at as "heardAt", coupon_id as "couponId", answer, retry_key as key
      from inbox_event where channel = $1 and event_id = $2`,
    values: [inbound.channel, inbound.id],
  });
  const again = claimed.outcome === 'heard';
  return { ...(await answerAgain(app.database.manager, shop, rows[0])), again, key: rows[0].key };
}
