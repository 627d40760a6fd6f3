import type { Tx } from '../transaction.ts';

/** What was moved that belongs to no use of a coupon; the rest follows those. */
export interface MovedFeedback {
  tickets: string[];
  surveys: string[];
  /** Missing in links that were made before there were ideas. */
  ideas?: string[];
}

/** Moves what somebody said, and what they wait for, to who they have become. */
export async function moveFeedback(tx: Tx, keptId: string, joinedId: string): Promise<MovedFeedback> {
  const move = async (table: 'ticket' | 'survey' | 'idea'): Promise<string[]> => {
    const [rows] = await tx.db.query(`update ${table} set customer_id = $1 where customer_id = $2 returning id`, [
      keptId,
      joinedId,
    ]);
    return rows.map((row: { id: string }) => row.id);
  };
  await tx.db.query('update feedback set customer_id = $1 where customer_id = $2', [keptId, joinedId]);
  await tx.db.query('update feedback_ask set customer_id = $1 where customer_id = $2', [keptId, joinedId]);
  return { tickets: await move('ticket'), surveys: await move('survey'), ideas: await move('idea') };
}

/**
 * Gives back what came, once the uses of coupons are back with whoever they belong to: stars and questions follow their
 * use, tickets about stars follow the stars, and the others go by what was moved.
 */
export async function moveFeedbackBack(
  tx: Tx,
  kept: string,
  joined: string,
  moved: MovedFeedback | undefined,
): Promise<void> {
  for (const table of ['feedback', 'feedback_ask']) {
    await tx.db.query(
      `update ${table} f set customer_id = $1 from redemption r where r.id = f.redemption_id and r.customer_id = $1 and f.customer_id = $2`,
      [joined, kept],
    );
  }
  await tx.db.query(
    `update ticket t set customer_id = $1 where t.customer_id = $2 and case when t.feedback_id is null then t.id = any($3::uuid[])
       else exists (select from feedback f where f.id = t.feedback_id and f.customer_id = $1) end`,
    [joined, kept, moved?.tickets ?? []],
  );
  for (const [table, ids] of [
    ['survey', moved?.surveys],
    ['idea', moved?.ideas],
  ] as const)
    await tx.db.query(`update ${table} set customer_id = $1 where id = any($2::uuid[]) and customer_id = $3`, [
      joined,
      ids ?? [],
      kept,
    ]);
}
