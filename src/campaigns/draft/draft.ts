import { z } from 'zod';
import { Draft as DraftRow } from '../../../entities/draft.ts';
import type { Staff } from '../../../entities/staff.ts';
import type { Tx } from '../../transaction.ts';
import type { CampaignInput, Terms } from '../terms.ts';

/** A campaign that is being written: what was answered so far, and where the writer stands. */
export interface Draft {
  step: string;
  /** Names of the steps that have an answer, also where the answer was to leave it out. */
  answered: string[];
  /** The limits that few need were asked for. */
  more: boolean;
  terms: Partial<Terms>;
  limits: Partial<Omit<CampaignInput, 'terms'>>;
}

export const emptyDraft = (): Draft => ({ step: 'kind', answered: [], more: false, terms: {}, limits: {} });

// What is inside is judged when it is published; a draft that an older release left in another shape is begun anew.
const shape = z.object({
  step: z.string(),
  answered: z.array(z.string()),
  more: z.boolean(),
  terms: z.looseObject({}),
  limits: z.looseObject({}),
});

/** The draft of a staff member, locked: they may write on two channels at once. */
export async function loadDraft(tx: Tx, { id }: Staff): Promise<Draft | undefined> {
  const row = await tx.db.findOne(DraftRow, { where: { staffId: id }, lock: { mode: 'pessimistic_write' } });
  const read = shape.safeParse(row?.data);
  return read.success ? (read.data as Draft) : undefined;
}

export async function saveDraft(tx: Tx, { id }: Staff, draft: Draft): Promise<void> {
  await tx.db.query(
    `insert into draft (staff_id, data, updated_at) values ($1, $2, $3)
     on conflict (staff_id) do update set data = excluded.data, updated_at = excluded.updated_at`,
    [id, JSON.stringify(draft), tx.now],
  );
}

/** Throws the draft away; false when there was none. */
export async function dropDraft(tx: Tx, { id }: Staff): Promise<boolean> {
  const { affected } = await tx.db.delete(DraftRow, { staffId: id });
  return (affected ?? 0) > 0;
}
