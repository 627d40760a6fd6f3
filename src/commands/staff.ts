import { Customer } from '../../entities/customer.ts';
import { endStaff } from '../staff/end-staff.ts';
import { listStaff } from '../staff/list-staff.ts';
import type { Command } from './command.ts';
import { staffOnly } from './staff-only.ts';

/** `/staff`: who works here; `/staff end ID` ends somebody's rights at once. */
export const staff: Command = {
  name: 'staff',
  who: 'staff',
  async run(said) {
    const by = staffOnly(said);
    const { tx, t, args } = said;
    const ended = /^end\s+(\S+)$/i.exec(args)?.[1];
    if (ended) {
      const { customerId } = await endStaff(tx, by, ended);
      const { name } = await tx.db.findOneByOrFail(Customer, { id: customerId });
      return { text: t.counter.ended(name) };
    }
    const people = await listStaff(tx, by);
    const owners = people.filter(({ role }) => role === 'owner');
    return {
      title: t.counter.staffTitle(),
      text: people.map((one) => t.counter.staffLine(one.name, t.counter.role(one.role), one.store)).join('\n'),
      buttons: [
        ...people
          .filter(({ role }) => role !== 'owner' || owners.length > 1)
          .map((one) => ({ label: t.counter.end(one.name), says: `/staff end ${one.id}` })),
        { label: t.counter.short.invite, says: '/invite' },
      ],
    };
  },
};
