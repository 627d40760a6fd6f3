import type { Message } from '../chat/channel.ts';
import { findCustomer, shortId } from '../customers/find-customer.ts';
import { peopleById } from '../doubts/list-doubts.ts';
import { mergeable, mergeCustomers } from '../links/merge-customers.ts';
import { type Actor, authorise } from '../staff/actor.ts';
import type { Command, Said } from './command.ts';
import { choose } from './customer.ts';
import { peopleLines } from './doubts.ts';
import { staffOnly } from './staff-only.ts';

const TWO = /^([\w-]{22})\s+([\s\S]+?)(\s+yes)?$/;

/** `/merge CUSTOMER`, then who else they are, then a yes: two profiles of one person become one. */
export const merge: Command = {
  name: 'merge',
  who: 'staff',
  async run(said) {
    const by = staffOnly(said);
    authorise(by, 'mend-customers');
    const { tx, t, args } = said;
    const [, first = '', second = '', yes] = TWO.exec(args) ?? [];
    if (!args) return asked(said, '/merge', t.doubts.askOne());
    const one = await findCustomer(tx, by, first || args);
    if ('all' in one) return choose(said, one.all, '/merge {}');
    if (!second) {
      const [who] = await peopleById(tx, by, [one.id]);
      return asked(said, `/merge ${shortId(one.id)}`, t.doubts.askOther(who!.name ?? t.dossier.noName()));
    }
    const other = await findCustomer(tx, by, second);
    if ('all' in other) return choose(said, other.all, `/merge ${shortId(one.id)} {}`);
    return yes ? done(said, by, one.id, other.id) : preview(said, by, one.id, other.id);
  },
};

function asked(said: Said, line: string, text: string): Message {
  said.ask(line);
  return { text, buttons: [{ label: said.t.chat.cancel(), says: '/cancel' }] };
}

async function preview(said: Said, by: Actor, oneId: string, otherId: string): Promise<Message> {
  const { tx, t } = said;
  const ids = await mergeable(tx, by, oneId, otherId);
  const people = await peopleById(tx, by, ids);
  return {
    title: t.doubts.mergeTitle(),
    text: [peopleLines(said, people), t.doubts.mergeAbout()].join('\n\n'),
    buttons: [
      { label: t.doubts.one(), says: `/merge ${ids.map(shortId).join(' ')} yes` },
      { label: t.chat.cancel(), says: '/cancel' },
    ],
  };
}

async function done({ tx, t }: Said, by: Actor, oneId: string, otherId: string): Promise<Message> {
  const { ref, keptId } = await mergeCustomers(tx, by, oneId, otherId);
  return {
    text: t.doubts.merged(ref),
    buttons: [
      { label: t.dossier.toCard(), says: `/customer ${shortId(keptId)}` },
      { label: t.doubts.unmerge(), says: `/unlink ${ref}` },
      { label: t.doubts.back(), says: '/doubts' },
    ],
  };
}
