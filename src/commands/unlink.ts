import { partCustomers } from '../links/part-customers.ts';
import { post } from '../outbox/post.ts';
import { Refusal } from '../refusal.ts';
import type { Command } from './command.ts';

/** `/unlink REF`: a manager takes a link of two accounts back; both sides are told. */
export const unlink: Command = {
  name: 'unlink',
  who: 'staff',
  async run({ tx, person, t, args }) {
    if (!person.staff) throw new Refusal('staff-only');
    const { keptId, joinedId } = await partCustomers(tx, { kind: 'staff', staff: person.staff }, args);
    for (const id of [keptId, joinedId]) {
      await post(tx, id, {
        subject: `parted:${args.toUpperCase()}:${id}`,
        class: 'notice',
        say: (w) => [{ text: w.customers.unlinked() }],
      });
    }
    return { text: t.customers.unlinkedByYou() };
  },
};
