import { Import } from '../../entities/import.ts';
import { type Actor, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';

const MOST = 20;

/** The last files that came in or were looked at, the newest first. */
export async function listImports(tx: Tx, by: Actor): Promise<Import[]> {
  authorise(by, 'import');
  return tx.db
    .createQueryBuilder(Import, 'i')
    .where(`i.state <> 'arriving'`)
    .orderBy('i.created_at', 'DESC')
    .addOrderBy('i.id', 'DESC')
    .limit(MOST)
    .getMany();
}
