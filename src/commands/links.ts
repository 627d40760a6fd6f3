import { addSource } from '../campaigns/add-source.ts';
import { campaignsPage } from '../campaigns/campaigns-page.ts';
import { linkPicturePath } from '../campaigns/link-picture.ts';
import { campaignLinks, linkable, refWith } from '../campaigns/links.ts';
import { sourceFigures } from '../campaigns/source-figures.ts';
import { inLanguage } from '../campaigns/terms.ts';
import type { Message } from '../chat/channel.ts';
import { clip } from '../lib/plain-text.ts';
import { type Actor, authorise } from '../staff/actor.ts';
import type { Command, Said } from './command.ts';
import { staffOnly } from './staff-only.ts';

const CHOICE = 10;
const LABEL = 20;
const BUTTONS = 8;

/** `/links [REF [SOURCE, … | +]]`: addresses that lead to a campaign, and what each place that they stand in brought. */
export const links: Command = {
  name: 'links',
  who: 'staff',
  async run(said) {
    const by = staffOnly(said);
    authorise(by, 'publish');
    const { tx, t, person, args, ask } = said;
    const [, called = '', source = ''] = /^(\S*)\s*([\s\S]*)$/.exec(args)!;
    if (!called) return choose(said, by);
    const { campaign, terms } = await linkable(tx, called, person.language);
    const name = inLanguage(terms.name, person.language, tx.shop.language);
    const back = { label: t.links.all(), says: `/links ${campaign.ref}` };
    if (source === '+') {
      ask(`/links ${campaign.ref}`);
      return { text: t.links.askSource(), buttons: [{ ...back, label: t.chat.cancel() }] };
    }
    if (!source) return overview(said, by, campaign, name);
    const named = source.split(/[,，、]/).filter((one) => one.trim());
    let carried = '';
    for (const one of named) carried = await addSource(tx, by, campaign, one);
    if (named.length !== 1) return overview(said, by, campaign, name);
    const image = tx.shop.publicUrl
      ? { image: `${tx.shop.publicUrl}${linkPicturePath(tx.shop, refWith(campaign.ref, carried))}` }
      : {};
    return {
      title: t.links.titleOf(name, carried),
      text: [...(await addresses(said, campaign.ref, carried)), ...('image' in image ? [t.links.scan()] : [])].join(
        '\n',
      ),
      apart: true,
      buttons: [back, { label: t.marketing.stats(), says: `/stats ${campaign.ref}` }],
      ...image,
    };
  },
};

async function choose({ tx, t, person }: Said, by: Actor): Promise<Message> {
  const { campaigns } = await campaignsPage(tx, by, 1, CHOICE);
  if (campaigns.length === 0) return { text: t.marketing.noCampaigns() };
  const buttons = campaigns.map(({ campaign, terms }) => ({
    label: clip(inLanguage(terms.name, person.language, tx.shop.language), LABEL),
    says: `/links ${campaign.ref}`,
  }));
  return { text: t.links.choose(), buttons };
}

async function overview(said: Said, by: Actor, campaign: { id: string; ref: string }, name: string): Promise<Message> {
  const { tx, t } = said;
  const { ref } = campaign;
  const sources = await sourceFigures(tx, by, campaign.id);
  const about = sources.length > 0 ? sources.map(t.links.line) : [t.links.none()];
  return {
    title: t.links.title(name),
    text: [...(await addresses(said, ref)), '', ...about].join('\n'),
    apart: true,
    buttons: [
      ...sources.slice(0, BUTTONS).map(({ source }) => ({ label: source, says: `/links ${ref} ${source}` })),
      { label: t.links.add(), says: `/links ${ref} +` },
      { label: t.marketing.toCampaign(), says: `/campaigns ${ref}` },
    ],
  };
}

/** The addresses, and what does the same where somebody is in a chat with us already. */
async function addresses({ tx, t }: Said, ref: string, source?: string): Promise<string[]> {
  const found = await campaignLinks(tx, ref, source);
  return [
    ...(found.length > 0 ? [t.marketing.publishedLinks(), ...found.map(({ link }) => link)] : []),
    t.links.typed(refWith(ref, source)),
  ];
}
