import { authorise } from '../staff/actor.ts';
import { Fault } from './fault.ts';
import { addTags, fillGaps } from './fill-gaps.ts';
import { findPeople } from './find-people.ts';
import { type Batch, type Faults, type Group, tried } from './group.ts';
import { meetStrangers } from './meet-strangers.ts';
import { readCustomer, type Said } from './read-customer.ts';

/**
 * Takes a batch of customers: strangers become known, and of those who are known what is missing is filled in. What they
 * or staff have said themselves is never overwritten by a file, and nobody is joined: consent comes from people alone.
 */
export async function takeCustomers(batch: Batch, groups: readonly Group[]): Promise<Faults> {
  const { by, counts, seen, tx } = batch;
  authorise(by, 'import');
  const faults: Faults = [];
  const read: Said[] = [];
  for (const { rows } of groups) {
    const said = tried(() => readCustomer(batch, rows[0]!));
    if (said instanceof Fault) faults.push({ row: rows[0]!, fault: said });
    else read.push(said);
  }
  const refuse = ({ row }: Said, fault: Fault) => void faults.push({ row, fault });
  const whos = read.map(({ who }) => who);
  const found = await findPeople(tx, whos, !seen);
  const known: { said: Said; id: string }[] = [];
  const strangers: Said[] = [];
  read.forEach((said, at) => {
    const customer = found[at];
    if (customer === 'two') refuse(said, new Fault('phone', 'who-two'));
    else if (customer) known.push({ said, id: customer });
    else if (said.who.id) refuse(said, new Fault('customer_id', 'who-unknown'));
    else strangers.push(said);
  });
  const before = counts.customersNew;
  const met = await meetStrangers(
    batch,
    strangers.map(({ who }) => who),
    (one, at) => {
      const { language, birthday } = strangers[at]!;
      if (language) one.language ??= language;
      if (birthday) one.birthday ??= birthday;
    },
  );
  const { changed, same } = await fillGaps(batch, known, refuse);
  counts.taken += counts.customersNew - before + changed;
  counts.again += same;
  for (const { id } of known) if (seen?.add(`known ${id}`)) counts.customersKnown++;
  const tagged = met.flatMap((one, at) => {
    if (one !== 'two') return [{ id: one.id, tags: strangers[at]!.tags }];
    refuse(strangers[at]!, new Fault('phone', 'who-two'));
    return [];
  });
  if (!seen) await addTags(batch, tagged);
  return faults;
}
