import { campaignsPage, standing } from '../campaigns/campaigns-page.ts';
import { countCoupons, deskCard } from '../campaigns/desk-card.ts';
import { resumeClaiming } from '../campaigns/resume-claiming.ts';
import { revokeIssued } from '../campaigns/revoke-issued.ts';
import { stopClaiming } from '../campaigns/stop-claiming.ts';
import { inLanguage } from '../campaigns/terms.ts';
import type { Button, Message } from '../chat/channel.ts';
import { type Claimable, findClaimable } from '../coupons/claimable.ts';
import { clip } from '../lib/plain-text.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, authorise, may } from '../staff/actor.ts';
import { change } from './change-campaign.ts';
import type { Command, Said } from './command.ts';
import { staffOnly } from './staff-only.ts';

const PAGE = 6;

/** `/campaigns [page | REF [change … | stop | resume | revoke]]`: what is published, and what can be done with it. */
export const campaigns: Command = {
  name: 'campaigns',
  who: 'staff',
  async run(said) {
    const by = staffOnly(said);
    const { tx, t, person } = said;
    const [, first = '', verb = '', rest = ''] = /^(\S*)\s*(\S*)\s*([\s\S]*)$/.exec(said.args)!;
    if (!first || /^\d{1,3}$/.test(first)) return list(said, by, Math.max(1, Number(first) || 1));
    authorise(by, 'read-figures');
    const claimable = await findClaimable(tx.db, first);
    if (!claimable) throw new Refusal('campaign-unknown');
    const act = Object.hasOwn(acts, verb.toLowerCase()) && acts[verb.toLowerCase()];
    if (!act) return deskCard(tx, t, person.language, by, claimable);
    authorise(by, 'publish');
    return act(said, by, claimable, rest);
  },
};

async function list(said: Said, by: Actor, page: number): Promise<Message> {
  const { tx, t, person } = said;
  const m = t.marketing;
  const begin = may(by, 'publish') ? [{ label: m.begin(), says: '/new' }] : [];
  const { campaigns, total } = await campaignsPage(tx, by, page, PAGE);
  if (campaigns.length === 0 && page > 1) return list(said, by, 1);
  if (campaigns.length === 0) return { title: m.campaignsTitle(), text: m.noCampaigns(), buttons: begin };
  const pages = Math.ceil(total / PAGE);
  const name = ({ terms }: Claimable) => inLanguage(terms.name, person.language, tx.shop.language);
  const lines = campaigns.map((one) => {
    const { ref, claimed, stock } = one.campaign;
    const stands = m.standing(standing(one.campaign, tx.now));
    return m.line({ name: name(one), ref, standing: stands, claimed, stock, redeemed: one.redeemed });
  });
  const buttons: Button[] = campaigns.map((one) => ({
    label: clip(name(one), 20),
    says: `/campaigns ${one.campaign.ref}`,
  }));
  if (page > 1) buttons.push({ label: t.chat.back(), says: `/campaigns ${page - 1}` });
  if (page < pages) buttons.push({ label: t.chat.more(), says: `/campaigns ${page + 1}` });
  const foot = pages > 1 ? [t.coupons.page(page, pages)] : [];
  return { title: m.campaignsTitle(), text: [...lines, ...foot].join('\n\n'), buttons: [...buttons, ...begin] };
}

/** What is done with one campaign; `rest` is what follows the verb. */
type Act = (said: Said, by: Actor, claimable: Claimable, rest: string) => Promise<Message>;

const acts: Record<string, Act> = {
  change,

  async stop({ tx, t, person }, by, { campaign, terms }, rest) {
    const name = inLanguage(terms.name, person.language, tx.shop.language);
    const yes = { label: t.marketing.yesStop(), says: `/campaigns ${campaign.ref} stop yes` };
    if (rest !== 'yes') return { text: t.marketing.confirmStop(name), buttons: [yes, leave(t, campaign.ref)] };
    await stopClaiming(tx, by, campaign.id);
    const { open } = await countCoupons(tx, campaign.id);
    return { text: t.marketing.stopped(name, open), buttons: [toCampaign(t, campaign.ref)] };
  },

  async resume({ tx, t, person }, by, { campaign, terms }) {
    await resumeClaiming(tx, by, campaign.id);
    const name = inLanguage(terms.name, person.language, tx.shop.language);
    return { text: t.marketing.resumed(name), buttons: [toCampaign(t, campaign.ref)] };
  },

  async revoke(said, by, { campaign, terms }, rest) {
    const { tx, t, person } = said;
    const { ref, id, state } = campaign;
    const because = /^because\s+([\s\S]+)$/i.exec(rest)?.[1];
    if (because) {
      const count = await revokeIssued(tx, by, id, because);
      return { text: t.marketing.revoked(count), buttons: [toCampaign(t, ref)] };
    }
    const name = inLanguage(terms.name, person.language, tx.shop.language);
    const { open } = await countCoupons(tx, id);
    if (open === 0) return { text: t.marketing.nothingToRevoke(name), buttons: [toCampaign(t, ref)] };
    if (rest === 'yes' || rest === 'because') {
      said.ask(`/campaigns ${ref} revoke because`);
      return { text: t.marketing.askReason(), buttons: [leave(t, ref)] };
    }
    const text = t.marketing.confirmRevoke(name, open);
    return {
      text: state === 'live' ? `${text}\n${t.marketing.stillClaimable()}` : text,
      buttons: [{ label: t.marketing.yesRevoke(open), says: `/campaigns ${ref} revoke yes` }, leave(t, ref)],
    };
  },
};

const leave = (t: Said['t'], ref: string) => ({ label: t.chat.cancel(), says: `/campaigns ${ref}` });
const toCampaign = (t: Said['t'], ref: string) => ({ label: t.marketing.toCampaign(), says: `/campaigns ${ref}` });
