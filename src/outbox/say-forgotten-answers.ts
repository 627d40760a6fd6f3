import type { EntityManager } from 'typeorm';
import { InboxEvent } from '../../entities/inbox-event.ts';
import type { App } from '../app.ts';
import { answerOf } from '../chat/answer-of.ts';
import { sealMessages } from '../chat/sealed.ts';
import { inTransaction } from '../transaction.ts';

/** An answer that was not taken by then has been forgotten: its process died, or its platform was away. */
const FORGOTTEN_MS = 30_000;
const DAY_MS = 24 * 3_600_000;
const BATCH = 100;

/**
 * Hands answers that nobody got over to the outbox, which knows how to say things: leased, at the platform's pace, and
 * under the answer's own key. Safe on several processes at once. Returns how many.
 */
export async function sayForgottenAnswers(app: App): Promise<number> {
  let said = 0;
  for (;;) {
    const batch = await inTransaction(app, async (tx) => {
      const events = await tx.db
        .createQueryBuilder(InboxEvent, 'e')
        .where('e.answered_at is null and e.heard_at < :before', { before: new Date(tx.now.getTime() - FORGOTTEN_MS) })
        .orderBy('e.heard_at')
        .limit(BATCH)
        .setLock('pessimistic_write')
        .setOnLocked('skip_locked')
        .getMany();
      for (const event of events) await hand(app, tx.db, event, tx.now);
      return events.length;
    });
    said += batch;
    if (batch < BATCH) return said;
  }
}

/** Hands over the answer of one event, if it has not been given. */
export async function sayAnswer(app: App, channel: string, eventId: string): Promise<void> {
  await inTransaction(app, async (tx) => {
    const event = await tx.db.findOne(InboxEvent, { where: { channel, eventId }, lock: { mode: 'pessimistic_write' } });
    if (event && event.answeredAt === null) await hand(app, tx.db, event, tx.now);
  });
}

async function hand(app: App, db: EntityManager, event: InboxEvent, now: Date): Promise<void> {
  const { channel, eventId, address, heardAt, retryKey } = event;
  const expires = new Date(heardAt.getTime() + DAY_MS);
  const messages = expires > now ? await answer(app, event) : [];
  if (messages.length > 0) {
    await db.query(
      `insert into delivery (id, subject, class, channel, address, messages, run_at, expires_at, created_at)
       values ($1, $2, 'answer', $3, $4, $5, $6, $7, $6) on conflict do nothing`,
      [
        retryKey,
        `answer:${channel}:${eventId}`,
        channel,
        address,
        JSON.stringify(sealMessages(messages)),
        now,
        expires,
      ],
    );
  }
  await db.update(InboxEvent, { channel, eventId }, { answeredAt: now });
}

async function answer(app: App, event: InboxEvent) {
  try {
    return await answerOf(app, event);
  } catch (error) {
    app.log.error(
      { event: event.eventId, channel: event.channel, error: String(error) },
      'An answer could not be drawn again',
    );
    return [];
  }
}
