import { Customer } from '../../entities/customer.ts';
import { CustomerTag } from '../../entities/customer-tag.ts';
import type { Message } from '../chat/channel.ts';
import { findCustomer, shortId } from '../customers/find-customer.ts';
import { callName } from '../customers/masks.ts';
import { tagCustomer, tagsInUse, untagCustomer } from '../customers/tags.ts';
import { clip } from '../lib/plain-text.ts';
import { Refusal } from '../refusal.ts';
import type { Actor } from '../staff/actor.ts';
import type { Command, Said } from './command.ts';
import { choose } from './customer.ts';
import { staffOnly } from './staff-only.ts';

/** `/tag`: the tags in use; `/tag CUSTOMER [TAG, TAG …]`: what a customer has, or has from now on. */
export const tag: Command = {
  name: 'tag',
  who: 'staff',
  async run(said) {
    const by = staffOnly(said);
    const { tx, t, args } = said;
    if (!args) {
      const used = await tagsInUse(tx, by, 30);
      const lines = used.map((one) => t.dossier.tagLine(one.tag, one.people));
      return used.length > 0 ? { title: t.dossier.tagsTitle(), text: lines.join('\n') } : { text: t.dossier.noTags() };
    }
    const [who = '', tags = ''] = split(args);
    return forOne(said, by, { who, line: `/tag {} ${tags}`.trim() }, async (id) => {
      if (!tags) return asked(said, by, id);
      for (const one of tags.split(/[,，、]/).filter((text) => text.trim()))
        await tagCustomer(tx, by, { customerId: id, tag: one });
      return { text: t.dossier.tagged(await nameOf(said, by, id), await tagsOf(said, id)), buttons: toCard(said, id) };
    });
  },
};

/** `/untag CUSTOMER TAG`: takes a tag off. */
export const untag: Command = {
  name: 'untag',
  who: 'staff',
  async run(said) {
    const by = staffOnly(said);
    const [who = '', one = ''] = split(said.args);
    return forOne(said, by, { who, line: `/untag {} ${one}`.trim() }, async (id) => {
      if (!one) return asked(said, by, id);
      const off = await untagCustomer(said.tx, by, { customerId: id, tag: one });
      return { text: said.t.dossier.untagged(await nameOf(said, by, id), off), buttons: toCard(said, id) };
    });
  },
};

/** Who is one word: their name, number, code or id. */
const split = (args: string) => /^(\S*)\s*([\s\S]*)$/.exec(args)!.slice(1);

async function forOne(
  said: Said,
  by: Actor,
  { who, line }: { who: string; line: string },
  work: (id: string) => Promise<Message>,
): Promise<Message> {
  if (!who) throw new Refusal('customer-nobody', { typed: '' });
  const found = await findCustomer(said.tx, by, who);
  return 'all' in found ? choose(said, found.all, line) : work(found.id);
}

async function asked(said: Said, by: Actor, id: string): Promise<Message> {
  const { t } = said;
  const tags = await tagsOf(said, id);
  said.ask(`/tag ${shortId(id)}`);
  return {
    text: t.dossier.askTag(await nameOf(said, by, id), tags),
    buttons: [
      ...tags.map((one) => ({ label: clip(t.dossier.untag(one), 20), says: `/untag ${shortId(id)} ${one}` })),
      { label: t.chat.cancel(), says: '/cancel' },
    ],
  };
}

async function nameOf({ tx, t }: Said, by: Actor, id: string): Promise<string> {
  return callName(by, (await tx.db.findOneByOrFail(Customer, { id })).name) || t.dossier.noName();
}

async function tagsOf({ tx }: Said, customerId: string): Promise<string[]> {
  const rows = await tx.db.find(CustomerTag, { where: { customerId }, order: { tag: 'ASC' } });
  return rows.map((row) => row.tag);
}

const toCard = ({ t }: Said, id: string) => [{ label: t.dossier.toCard(), says: `/customer ${shortId(id)}` }];
