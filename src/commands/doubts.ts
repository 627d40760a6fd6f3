import type { Button, Message } from '../chat/channel.ts';
import { shortId } from '../customers/find-customer.ts';
import { type Doubted, listDoubts, type OpenDoubt, openDoubt } from '../doubts/list-doubts.ts';
import { clearDoubted, settleDoubt } from '../doubts/settle-doubt.ts';
import { idOf } from '../lib/ids.ts';
import { clip } from '../lib/plain-text.ts';
import { Refusal } from '../refusal.ts';
import type { Actor } from '../staff/actor.ts';
import type { Command, Said } from './command.ts';
import { staffOnly } from './staff-only.ts';

const SIZE = 5;
const SHORT = /^[\w-]{22}$/;

/** `/doubts [PAGE]`: what may be wrong in what we know; `/doubts ID [fine | clear [yes]]`: one of them, and what to do. */
export const doubts: Command = {
  name: 'doubts',
  who: 'staff',
  async run(said) {
    const by = staffOnly(said);
    const { tx, t, args } = said;
    const [short = '', act = '', sure = ''] = args.split(/\s+/);
    if (!SHORT.test(short)) return list(said, by, /^[1-9]\d{0,3}$/.test(short) ? Number(short) : 1);
    const id = idOf(Buffer.from(short, 'base64url'));
    if (!id) throw new Refusal('doubt-gone');
    const back: Button = { label: t.doubts.back(), says: '/doubts' };
    if (act === 'fine') {
      await settleDoubt(tx, by, id);
      return { text: t.doubts.settled(), buttons: [back] };
    }
    if (act === 'clear' && sure === 'yes') {
      const { one } = await clearDoubted(tx, by, id);
      return { text: t.doubts.cleared(nameOf(said, one)), buttons: [back] };
    }
    const doubt = await openDoubt(tx, by, id);
    if (act === 'clear' && doubt.kind !== 'twins') {
      const yes = { label: t.doubts.yes(), says: `/doubts ${short} clear yes` };
      return { text: t.doubts.sure(doubt.kind, nameOf(said, doubt.one)), buttons: [yes, back] };
    }
    return show(said, doubt, back);
  },
};

async function list(said: Said, by: Actor, page: number): Promise<Message> {
  const { tx, t } = said;
  const { doubts: found, total } = await listDoubts(tx, by, { page, size: SIZE });
  if (found.length === 0) return { text: t.doubts.none() };
  const nth = (at: number) => (page - 1) * SIZE + at + 1;
  const buttons: Button[] = found.map(({ id }, at) => ({
    label: t.doubts.look(nth(at)),
    says: `/doubts ${shortId(id)}`,
  }));
  if (total > page * SIZE) buttons.push({ label: t.chat.more(), says: `/doubts ${page + 1}` });
  return {
    title: t.doubts.title(total),
    text: found.map((one, at) => t.doubts.line(nth(at), why(said, one))).join('\n'),
    buttons,
  };
}

function show(said: Said, doubt: OpenDoubt, back: Button): Message {
  const { t } = said;
  const { id, one, other } = doubt;
  const short = shortId(id);
  const buttons: Button[] = other
    ? [
        { label: t.doubts.one(), says: `/merge ${shortId(one.id)} ${shortId(other.id)} yes` },
        { label: t.doubts.two(), says: `/doubts ${short} fine` },
      ]
    : [
        { label: t.doubts.clear(), says: `/doubts ${short} clear` },
        { label: t.doubts.right(), says: `/doubts ${short} fine` },
        { label: t.dossier.toCard(), says: `/customer ${shortId(one.id)}` },
      ];
  return {
    title: why(said, doubt),
    text: peopleLines(said, other ? [one, other] : [one]),
    buttons: [...buttons, back],
  };
}

const why = (said: Said, { reason, one }: OpenDoubt) => said.t.doubts.why[reason](nameOf(said, one));
const nameOf = ({ t }: Said, { name }: Doubted) => clip(name ?? t.dossier.noName(), 30);

/** People side by side, told apart by what is known of each. */
export function peopleLines(said: Said, people: readonly Doubted[]): string {
  const { t, tx } = said;
  const d = t.dossier;
  return people
    .map((one, at) =>
      [
        t.doubts.line(at + 1, nameOf(said, one)),
        one.birthday ? d.birthday(Math.floor(one.birthday.mmdd / 100), one.birthday.mmdd % 100, one.birthday.year) : '',
        one.phone ? d.phone(one.phone, false) : '',
        one.channels.length > 0 ? d.on(one.channels.map((channel) => t.customers.channel(channel))) : '',
        one.lastAt ? d.last(one.lastAt, tx.now) : d.noPurchases(),
      ]
        .filter(Boolean)
        .join('\n'),
    )
    .join('\n\n');
}
