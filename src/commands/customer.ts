import type { Button, Message } from '../chat/channel.ts';
import { cardLines } from '../customers/card-lines.ts';
import { customerDossier, type Dossier } from '../customers/dossier.ts';
import { type Candidate, findCustomer, shortId } from '../customers/find-customer.ts';
import { seesNames } from '../customers/masks.ts';
import { countDoubts } from '../doubts/list-doubts.ts';
import { type Actor, may } from '../staff/actor.ts';
import type { Command, Said } from './command.ts';
import { isPage, page } from './customer-pages.ts';
import { staffOnly } from './staff-only.ts';

/** `/customer NAME | PHONE | CODE | ID [orders | coupons | messages | all | sources [from]]`: everything about one person. */
export const customer: Command = {
  name: 'customer',
  who: 'staff',
  async run(said) {
    const by = staffOnly(said);
    const { tx, t, args } = said;
    if (!args) {
      said.ask('/customer');
      const text = by.staff.role === 'clerk' ? t.dossier.askCode() : t.dossier.ask();
      return { text, buttons: [...(await toDoubts(said, by)), { label: t.chat.cancel(), says: '/cancel' }] };
    }
    const [, who = '', what = '', from = ''] =
      /^([\s\S]+?)\s+(orders|coupons|messages|all|sources)(?:\s+(\S+))?$/.exec(args) ?? [];
    if (isPage(what)) {
      const found = await findCustomer(tx, by, who);
      return 'all' in found ? choose(said, found.all, `/customer {} ${what}`) : page(said, by, found.id, what, from);
    }
    const found = await findCustomer(tx, by, args);
    return 'all' in found
      ? choose(said, found.all, '/customer {}')
      : card(said, await customerDossier(tx, by, found.id));
  },
};

/** For who may mend them: the way to what may be wrong, when there is something. */
async function toDoubts({ tx, t }: Said, by: Actor): Promise<Button[]> {
  const waiting = may(by, 'mend-customers') ? await countDoubts(tx, by) : 0;
  return waiting > 0 ? [{ label: t.doubts.waiting(waiting), says: '/doubts' }] : [];
}

/** Asks which of several people is meant; `{}` in the line stands for them. */
export function choose({ t, tx }: Said, all: Candidate[], line: string): Message {
  const buttons: Button[] = all.map((one) => ({
    label: t.dossier.candidate({ ...one, now: tx.now }),
    says: line.replace('{}', shortId(one.id)),
  }));
  return { text: t.dossier.which(), buttons };
}

function card(said: Said, of: Dossier): Message {
  const { t, tx, person } = said;
  const d = t.dossier;
  const ref = shortId(of.id);
  const whole = seesNames({ kind: 'staff', staff: person.staff! });
  const lines = cardLines({ tx, t, language: person.language }, of, whole);
  const groups = [
    [...lines.who, ...lines.consents, ...lines.tags],
    lines.loyalty,
    lines.purchases,
    [...lines.coupons, ...lines.feedback, ...lines.messages],
  ];
  const to = (['orders', 'coupons', 'messages', 'all', 'sources'] as const).map((what) => ({
    label: d.pages[what](),
    says: `/customer ${ref} ${what}`,
  }));
  return {
    title: of.name || d.noName(),
    text: groups
      .map((group) => group.join('\n'))
      .filter(Boolean)
      .join('\n\n'),
    buttons: [...to, { label: d.tag(), says: `/tag ${ref}` }],
  };
}
