import type { App } from '../src/app.ts';
import { inLanguage, type Terms } from '../src/campaigns/terms.ts';
import type { Message } from '../src/chat/channel.ts';
import { post } from '../src/outbox/post.ts';
import { inTransaction, type Tx } from '../src/transaction.ts';
import type { Words } from '../src/words/index.ts';

/** A person and the coupons that end on one day. */
export interface Due {
  customer: string;
  coupons: string[];
}

export interface Reminder {
  day: string;
  before: number;
  /** The campaigns' zone. */
  zone: string;
  /** Only people of this zone are reminded now. */
  home: string | null;
}

interface Expiring {
  customer: string;
  language: string;
  until: Date;
  terms: Terms;
}

const MOST_NAMED = 5;

/** Posts one message to each person for all their coupons of that day; what was used meanwhile is left out. */
export async function remind(app: App, people: Due[], { day, before, zone, home }: Reminder): Promise<void> {
  await inTransaction(app, async (tx) => {
    const open: Expiring[] = await tx.db.query(OPEN, [people.flatMap(({ coupons }) => coupons), tx.now, home]);
    for (const { customer } of people) {
      const theirs = open.filter((one) => one.customer === customer);
      if (theirs.length === 0) continue;
      await post(tx, customer, {
        subject: `expiring:${customer}:${day}:${before}d`,
        class: 'notice',
        expiresAt: theirs.at(-1)!.until,
        say: (t) => [reminder(tx, t, theirs, zone)],
      });
    }
  });
}

function reminder(tx: Tx, t: Words, expiring: Expiring[], zone: string): Message {
  const lines = expiring.slice(0, MOST_NAMED).map(({ terms, until, language }) => {
    return t.notices.expiring(inLanguage(terms.name, language, tx.shop.language), until, tx.now, zone);
  });
  if (expiring.length > MOST_NAMED) lines.push(t.notices.more(expiring.length - MOST_NAMED));
  return {
    title: t.notices.expiringTitle(expiring.length),
    text: [...lines, t.notices.useThem()].join('\n'),
    buttons: [{ label: t.chat.coupons(), says: '/coupons' }],
  };
}

const OPEN = `
select c.customer_id as customer, p.language, c.valid_until as until, v.terms
from coupon c join customer p on p.id = c.customer_id
join campaign_terms v on v.campaign_id = c.campaign_id and v.version = c.terms_version
where c.id = any($1::uuid[]) and c.state = 'issued' and c.valid_until > $2 and p.zone is not distinct from $3
order by c.valid_until, c.id`;
