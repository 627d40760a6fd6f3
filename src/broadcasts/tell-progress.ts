import type { Broadcast } from '../../entities/broadcast.ts';
import { inLanguage, type Terms } from '../campaigns/terms.ts';
import type { Message } from '../chat/channel.ts';
import { post } from '../outbox/post.ts';
import type { Sending } from '../outbox/sending.ts';
import { inTransaction, type Tx } from '../transaction.ts';
import { countBroadcast } from './count-broadcast.ts';
import { progressMessage } from './progress-message.ts';

const EVERY_MS = 5_000;

/**
 * Keeps whoever started a broadcast up to date: one message that is edited, where the channel can edit; else a report
 * at the end.
 */
export async function tellProgress(sending: Sending, everyMs = EVERY_MS): Promise<void> {
  const last: Shown = { text: new Map(), doubtful: new Set() };
  while (!sending.over()) {
    const due = await sending.nap.sleep(everyMs);
    if (sending.over()) return;
    try {
      await tellAll(sending, last, due);
    } catch (error) {
      sending.app.log.warn({ channel: sending.channel.name, error: String(error) }, 'Progress could not be told');
    }
  }
}

/** What each message says as far as we know. */
interface Shown {
  text: Map<string, string>;
  /** An edit whose end is not known: it may still arrive, after a newer one. */
  doubtful: Set<string>;
}

interface Running {
  id: string;
  state: Broadcast['state'];
  reason: string | null;
  over: boolean;
  ref: string | null;
  address: string;
  campaign: string;
  terms: Terms;
  customer: string;
  language: string;
}

/** Whoever is woken early tells how it ended; how it goes, and what is said once more, has its own time. */
async function tellAll(sending: Sending, last: Shown, due: boolean): Promise<void> {
  const { app, channel } = sending;
  const db = { query: async (text: string, values: unknown[]) => (await app.pool.query(text, values)).rows };
  const running: Running[] = await db.query(RUNNING, [channel.name]);
  for (const one of running.filter(({ id, over }) => due || (over && !last.doubtful.has(id)))) {
    const figures = await countBroadcast(db as Tx['db'], one.id);
    const name = inLanguage(one.terms.name, one.language, app.shop.language);
    const state = one.over || one.state === 'paused' ? one.state : 'sending';
    const message = progressMessage(
      app.shop.words(one.language),
      name,
      one.campaign,
      { state, reason: one.reason },
      figures,
    );
    const shown = await show(sending, one, message, last);
    if (shown === 'later' || !one.over) continue;
    if (shown === 'impossible') {
      const report = { subject: `broadcast:${one.id}:report`, class: 'notice', say: () => [message] } as const;
      await inTransaction(app, (tx) => post(tx, one.customer, report));
    }
    await app.pool.query('update broadcast set reported_at = $2 where id = $1', [one.id, app.clock.now()]);
    last.text.delete(one.id);
    last.doubtful.delete(one.id);
  }
}

async function show(
  { channel, pace, hold }: Sending,
  { id, ref, address }: Running,
  message: Message,
  last: Shown,
): Promise<'shown' | 'later' | 'impossible'> {
  if (!channel.edit || !ref) return 'impossible';
  if (last.text.get(id) === message.text && !last.doubtful.has(id)) return 'shown';
  await pace.turn(true);
  if (hold.blockedMs() > 0 || !hold.held()) return 'later';
  const { outcome } = await channel.edit(address, ref, message);
  if (outcome === 'unknown') {
    last.doubtful.add(id);
    last.text.delete(id);
  }
  if (outcome === 'later' || outcome === 'unknown') return 'later';
  if (outcome !== 'sent') return 'impossible';
  // What is on its way still would stand last: the same is said once more, a round later.
  const settled = !last.doubtful.has(id) || last.text.get(id) === message.text;
  if (settled) last.doubtful.delete(id);
  last.text.set(id, message.text);
  return settled ? 'shown' : 'later';
}

// The first message is a delivery like any other; its channel's sender goes on to edit it.
const RUNNING = `
select b.id, case when b.resumed_at is null or b.state <> 'paused' then b.state else 'sending' end as state, b.reason, b.finished_at is not null as over, d.ref, d.address, c.ref as campaign, v.terms, d.customer_id as customer, p.language
from broadcast b
join delivery d on d.subject = 'broadcast:' || b.id || ':progress' and d.channel = $1 and d.state <> 'waiting'
join customer p on p.id = d.customer_id
join campaign c on c.id = b.campaign_id
join campaign_terms v on v.campaign_id = c.id and v.version = c.terms_version
where b.reported_at is null and b.started_at is not null
order by b.created_at limit 20`;
