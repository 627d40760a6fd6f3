import type { Message } from '../chat/channel.ts';
import { outOfQuietHours } from '../lib/dates.ts';
import type { Shop } from '../shop.ts';
import { DEFAULT_ASK_DAYS, KEYS } from './settings.ts';
import { STARS } from './stars.ts';

/** A message on its way to a person; a receipt's subject names its redemption. */
interface Leaving {
  subject: string;
  messages: Message[];
  zone: string | null;
}

interface House {
  shop: Shop;
  now: Date;
  /** Runs a statement and gives its rows. */
  query(text: string, values: unknown[]): Promise<{ redemption_id: string; language: string; store: string | null }[]>;
}

/**
 * Lets the question how it was go with receipts that leave anyway, as a message of its own below them: it costs nothing,
 * and no line of the counter waits for it. Nobody is asked at night, nor again within the days that the shop has chosen.
 */
export async function askWithReceipts(house: House, leaving: Leaving[]): Promise<void> {
  const receipts = leaving.flatMap((one) => {
    const id = /^receipt:([0-9a-f-]{36})$/.exec(one.subject)?.[1];
    return id ? [{ id, one }] : [];
  });
  if (receipts.length === 0) return;
  const { shop, now } = house;
  const asked = await house.query(ASK, [
    receipts.map(({ id }) => id),
    receipts.map(({ one }) => outOfQuietHours(now, one.zone ?? shop.zone) <= now),
    now,
    KEYS.askDays,
    DEFAULT_ASK_DAYS,
  ]);
  for (const { redemption_id, language, store } of asked) {
    const { one } = receipts.find(({ id }) => id === redemption_id)!;
    one.messages = [...one.messages, question(shop, language, redemption_id, store)];
  }
}

/** "How was it?", to be answered by one tap. */
export function question(shop: Shop, language: string, redemptionId: string, store: string | null): Message {
  const t = shop.words(language);
  const token = shop.codes.tokenOf(redemptionId);
  return {
    text: t.feedback.question(store),
    buttons: STARS.map((stars) => ({ label: t.feedback.stars(stars), says: `/rate ${token} ${stars}` })),
  };
}

const ASK = `
select * from ask_with_receipts($1::uuid[], $2::boolean[],
  $3::timestamptz - interval '1 day' * nullif(coalesce((select value::int from setting where key = $4), $5::int), 0), $3)`;
