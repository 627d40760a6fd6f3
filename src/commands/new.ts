import { type Draft, dropDraft, emptyDraft, loadDraft, saveDraft } from '../campaigns/draft/draft.ts';
import { onSale } from '../campaigns/draft/on-sale.ts';
import { preview } from '../campaigns/draft/preview.ts';
import { publishDraft } from '../campaigns/draft/publish-draft.ts';
import { questionCard } from '../campaigns/draft/question-card.ts';
import type { Asking } from '../campaigns/draft/step.ts';
import { path, steps } from '../campaigns/draft/steps.ts';
import { following, PREVIEW, preceding, settle, write } from '../campaigns/draft/write.ts';
import { campaignLinks } from '../campaigns/links.ts';
import { inLanguage } from '../campaigns/terms.ts';
import type { Message } from '../chat/channel.ts';
import { type Actor, authorise } from '../staff/actor.ts';
import type { Command, Said } from './command.ts';
import { staffOnly } from './staff-only.ts';

/** `/new [step answer | back | next | preview | publish | over | cancel]`: writes a campaign, one question at a time. */
export const newCampaign: Command = {
  name: 'new',
  who: 'staff',
  async run(said) {
    const by = staffOnly(said);
    authorise(by, 'publish');
    const [, verb = '', rest = ''] = /^(\S*)\s*([\s\S]*)$/.exec(said.args)!;
    const kept = await loadDraft(said.tx, by.staff);
    const writing: Writing = { said, by, at: await asking(said, kept ?? emptyDraft()), kept: kept !== undefined };
    const act = Object.hasOwn(acts, verb.toLowerCase()) && acts[verb.toLowerCase()];
    if (act) return act(writing);
    const step = steps.find(({ name }) => name === verb.toLowerCase());
    return step && (kept || step.name === 'kind') ? answer(writing, step.name, rest) : resume(writing);
  },
};

interface Writing {
  said: Said;
  by: Actor & { kind: 'staff' };
  at: Asking;
  /** There is a draft; else `at.draft` is empty. */
  kept: boolean;
}

async function asking({ tx, t, person }: Said, draft: Draft): Promise<Asking> {
  return { t, language: person.language, shop: tx.shop, now: tx.now, ...(await onSale(tx)), draft };
}

type Act = (writing: Writing) => Promise<Message | Message[]>;

const acts: Record<string, Act> = {
  back(writing) {
    const { at } = writing;
    const before = preceding(at, at.draft.step);
    if (before) return goTo(writing, { ...at.draft, step: before });
    const { t } = at;
    const buttons = [{ label: t.marketing.campaigns(), says: '/campaigns' }];
    return Promise.resolve({ text: writing.kept ? t.marketing.left() : t.marketing.noDraft(), buttons });
  },
  next: (writing) => {
    const { at } = writing;
    return goTo(writing, { ...at.draft, step: settle(at, following(at, at.draft.step)) });
  },
  preview: (writing) => goTo(writing, { ...writing.at.draft, step: settle(writing.at, PREVIEW) }),
  over: (writing) => goTo(writing, emptyDraft()),
  async cancel({ said, by, at }) {
    const dropped = await dropDraft(said.tx, by.staff);
    return dropped ? { text: at.t.marketing.dropped(), buttons: [begin(at)] } : noDraft(at);
  },
  async publish(writing) {
    const { said, by, at, kept } = writing;
    if (!kept) return noDraft(at);
    const done = await publishDraft(said.tx, by, at);
    if ('campaign' in done) return published(said, at, done.campaign.ref);
    return goTo(
      writing,
      { ...at.draft, step: settle(at, done.asks) },
      done.asks ? at.t.marketing.wrong.past() : undefined,
    );
  },
};

async function answer(writing: Writing, name: string, typed: string): Promise<Message | Message[]> {
  const { at } = writing;
  const { t } = at;
  const step = path(at).find((one) => one.name === name);
  const here = { ...at.draft, step: settle(at, step ? name : at.draft.step) };
  if (!step || !typed) return goTo(writing, here);
  if (typed.trim().toLowerCase() === t.chat.back().toLowerCase()) return acts.back!(writing);
  if (typed.trim().toLowerCase() === t.chat.cancel().toLowerCase()) return acts.cancel!(writing);
  const read = step.read(typed, at);
  return 'wrong' in read ? goTo(writing, here, read.wrong) : goTo(writing, write(at, step, read));
}

/** Keeps the draft and says what it is time for: the next question, or the preview. */
async function goTo({ said, by, at }: Writing, draft: Draft, lead?: string): Promise<Message | Message[]> {
  await saveDraft(said.tx, by.staff, draft);
  const now = { ...at, draft };
  const step = path(now).find(({ name }) => name === draft.step);
  if (!step) return preview(now);
  said.ask(`/new ${step.name}`);
  return questionCard(now, step, lead);
}

async function resume(writing: Writing): Promise<Message | Message[]> {
  const { at, kept } = writing;
  const { t } = at;
  if (!kept || at.draft.answered.length === 0) return goTo(writing, emptyDraft());
  const messages = [await goTo(writing, { ...at.draft, step: settle(at, at.draft.step) }, t.marketing.goesOn())].flat();
  const last = messages.at(-1)!;
  return [
    ...messages.slice(0, -1),
    { ...last, buttons: [...last.buttons!, { label: t.marketing.startOver(), says: '/new over' }] },
  ];
}

const begin = ({ t }: Asking) => ({ label: t.marketing.begin(), says: '/new' });

function noDraft(at: Asking): Message {
  const { t } = at;
  return { text: t.marketing.noDraft(), buttons: [begin(at), { label: t.marketing.campaigns(), says: '/campaigns' }] };
}

async function published({ tx, t }: Said, { draft, language, shop }: Asking, ref: string): Promise<Message> {
  const links = await campaignLinks(tx, ref);
  const name = inLanguage(draft.terms.name, language, shop.language);
  return {
    title: name,
    text: [
      t.marketing.published(name, ref),
      ...(links.length > 0 ? ['', t.marketing.publishedLinks(), ...links.map(({ link }) => link)] : []),
    ].join('\n'),
    buttons: [
      { label: t.marketing.broadcast(), says: `/broadcast ${ref}` },
      { label: t.marketing.toCampaign(), says: `/campaigns ${ref}` },
      begin({ t } as Asking),
    ],
  };
}
