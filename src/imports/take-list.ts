import { fillList } from '../segments/fill-list.ts';
import { findSegment } from '../segments/find-segment.ts';
import { authorise } from '../staff/actor.ts';
import { Fault } from './fault.ts';
import { findPeople } from './find-people.ts';
import { type Batch, type Faults, type Group, tried } from './group.ts';
import { readWho, type Who } from './read-who.ts';
import type { Row } from './split-records.ts';

/** Takes a batch of members of a list: customers whom the shop knows. Who is on it already stays, nobody is made up. */
export async function takeList(batch: Batch, groups: readonly Group[]): Promise<Faults> {
  const { tx, by, reading, counts, seen } = batch;
  authorise(by, 'import');
  const segment = await findSegment(tx, reading.segment!);
  const faults: Faults = [];
  const read: { row: Row; who: Who }[] = [];
  for (const { rows } of groups) {
    const row = rows[0]!;
    const who = tried(() => readWho(batch, row));
    if (who instanceof Fault) faults.push({ row, fault: who });
    else read.push({ row, who });
  }
  const whos = read.map(({ who }) => who);
  const found = await findPeople(tx, whos, !seen);
  const ids: string[] = [];
  read.forEach(({ row }, at) => {
    const customer = found[at];
    if (!customer || customer === 'two') {
      faults.push({ row, fault: new Fault('phone', customer ? 'who-two' : 'who-unknown') });
    } else ids.push(customer);
  });
  const different = [...new Set(ids)].sort();
  const on = seen ? await missing(batch, segment.id, different) : await fillList(tx, by, segment.id, different);
  counts.taken += on;
  counts.again += ids.length - on;
  for (const id of different) if (seen?.add(`known ${id}`)) counts.customersKnown++;
  return faults;
}

/** Of how many it would be news that they are on the list. */
async function missing({ tx, seen }: Batch, segmentId: string, ids: string[]): Promise<number> {
  const rows: { id: string }[] = await tx.db.query(
    `select id from unnest($2::uuid[]) id where not exists (select from segment_member where segment_id = $1 and customer_id = id)`,
    [segmentId, ids],
  );
  return rows.filter(({ id }) => seen!.add(`member ${id}`)).length;
}
