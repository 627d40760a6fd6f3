import type { Button, Message } from '../chat/channel.ts';
import { readTag } from '../customers/tags.ts';
import { countIdeas, type IdeaView, ideaNamed, listIdeas } from '../ideas/list-ideas.ts';
import { tagIdea } from '../ideas/tag-idea.ts';
import { clip } from '../lib/plain-text.ts';
import type { Actor } from '../staff/actor.ts';
import type { Command, Said } from './command.ts';
import { staffOnly } from './staff-only.ts';

const PAGE = 5;
const TAGS = 8;
const LABEL = 20;
const WORDS = 300;

/** `/ideas [page | #tag [page] | new [page] | REF [tags | -tag]]`: what customers would like, and under what it is filed. */
export const ideas: Command = {
  name: 'ideas',
  who: 'staff',
  async run(said) {
    const by = staffOnly(said);
    const args = said.args.normalize('NFKC').trim();
    const { tag, page = '1' } = /^(?:(?<tag>#.+?|new)(?:\s+|$))?(?<page>\d{1,3})?$/i.exec(args)?.groups ?? {};
    if (args && tag === undefined && !/^\d{1,3}$/.test(args)) return one(said, by, args);
    const which = tag === undefined ? undefined : tag.startsWith('#') ? readTag(tag) : '';
    return list(said, by, which, Math.max(1, Number(page)));
  },
};

async function list(said: Said, by: Actor, tag: string | undefined, page: number): Promise<Message> {
  const { tx, t } = said;
  const { ideas, total } = await listIdeas(tx, by, { page, size: PAGE, ...(tag !== undefined && { tag }) });
  if (ideas.length === 0 && page > 1) return list(said, by, tag, 1);
  const counts = await countIdeas(tx, by);
  if (counts.total === 0) return { text: t.ideas.none() };
  const name = tag === undefined ? '' : tag === '' ? 'new' : `#${tag}`;
  const head = tag === undefined ? [t.ideas.head(counts), ...counts.tags.slice(0, TAGS).map(t.ideas.tagLine)] : [];
  const turn = (to: number) => `/ideas ${[name, to].filter(Boolean).join(' ')}`;
  const buttons: Button[] = ideas.map(({ ref }) => ({ label: t.ideas.called(ref), says: `/ideas ${ref}` }));
  if (page > 1) buttons.push({ label: t.chat.back(), says: turn(page - 1) });
  if (page * PAGE < total) buttons.push({ label: t.chat.more(), says: turn(page + 1) });
  if (tag === undefined && counts.untagged > 0) buttons.push({ label: t.ideas.untagged(), says: '/ideas new' });
  buttons.push({ label: t.reports.table(), says: '/report ideas 365' });
  return {
    title: tag === '' ? t.ideas.untagged() : t.ideas.title(tag ?? null, total),
    text: [...head, ...(head.length > 0 ? [''] : []), ...ideas.map((each) => line(said, each))].join('\n'),
    buttons,
  };
}

const line = ({ tx, t }: Said, { ref, customer, words, tags, at }: IdeaView) =>
  t.ideas.line({ ref, customer, words: clip(words, WORDS), tags, at, now: tx.now });

/** One idea; what follows its ref are tags, and with a minus those that it loses. */
async function one(said: Said, by: Actor, args: string): Promise<Message> {
  const { tx, t } = said;
  const [, ref = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(args)!;
  const named = rest.split(/[,，、]/).flatMap((text) => text.trim() || []);
  const off = named.filter((text) => text.startsWith('-')).map((text) => text.slice(1));
  const on = named.filter((text) => !text.startsWith('-'));
  const idea = named.length > 0 ? await tagIdea(tx, by, ref, { on, off }) : await ideaNamed(tx, by, ref);
  if (named.length === 0) said.ask(`/ideas ${idea.ref}`);
  const used = (await countIdeas(tx, by)).tags.filter(({ tag }) => !idea.tags.includes(tag)).slice(0, TAGS);
  return {
    text: [line(said, idea), ...(named.length === 0 ? [t.ideas.askTags()] : [])].join('\n'),
    buttons: [
      ...used.map(({ tag }) => ({ label: clip(`#${tag}`, LABEL), says: `/ideas ${idea.ref} ${tag}` })),
      { label: t.ideas.all(), says: '/ideas' },
    ],
  };
}
