import { CampaignTerms } from '../../entities/campaign-terms.ts';
import { sealMessages } from '../chat/sealed.ts';
import { preferredFirst } from '../customers/choose-channel.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { languages } from '../words/index.ts';
import { auditCampaign } from './lock-campaign.ts';
import { inLanguage, type Terms } from './terms.ts';

/**
 * Takes back every coupon of the campaign that could still be used, gives their worst case back to the budget, and tells
 * the holders, once for each coupon. People can go on claiming unless claiming is stopped too. Returns how many coupons.
 */
export async function revokeIssued(tx: Tx, by: Actor, campaignId: string, reason: string): Promise<number> {
  authorise(by, 'publish');
  const why = reason.trim();
  if (!why) throw new Refusal('revoke-reason-needed');
  const versions = await tx.db.findBy(CampaignTerms, { campaignId });
  if (versions.length === 0) throw new Refusal('campaign-unknown');
  const notices = versions.flatMap(({ version, terms }) =>
    languages.map((language) => {
      const name = inLanguage((terms as Terms).name, language, tx.shop.language);
      return {
        version,
        language,
        messages: sealMessages([{ text: tx.shop.words(language).marketing.revokedNotice(name) }]),
      };
    }),
  );
  const revoke = async (): Promise<number> =>
    (await tx.db.query(REVOKE, [campaignId, tx.now, JSON.stringify(notices), tx.shop.language]))[0].revoked;
  // Once more under the campaign's lock, for what an undo or a claim brought in while we waited for it.
  const revoked = (await revoke()) + (await revoke());
  if (revoked > 0) await auditCampaign(tx, by, 'revoke-issued', campaignId, { reason: why, revoked });
  return revoked;
}

// What `post` does for one person, for all holders at once: there may be a hundred thousand. Coupons are locked before
// the campaign, as everywhere.
const REVOKE = `
with gone as (
  update coupon set state = 'revoked' where campaign_id = $1 and state = 'issued' and valid_until > $2
  returning id, customer_id, terms_version, worst_minor
), freed as (
  update campaign set
    committed_minor = greatest(committed_minor - s.worst, 0),
    overrun_minor = greatest(committed_minor - s.worst - budget_minor, 0),
    revoked_at = $2
  from (select coalesce(sum(worst_minor), 0)::bigint as worst from gone) s where campaign.id = $1
), told as (
  insert into delivery (subject, class, customer_id, channel, address, messages, zone, run_at, created_at)
  select 'revoked:' || g.id, 'notice', p.id, i.channel, i.address, n.messages, p.zone, $2, $2
  from gone g join customer c on c.id = g.customer_id join customer p on p.id = coalesce(c.merged_into, c.id)
  join lateral (
    select q.channel, q.address from identity q where q.customer_id = p.id and q.reachable order by ${preferredFirst('p', 'q')} limit 1
  ) i on true
  join jsonb_to_recordset($3::jsonb) as n (version int, language text, messages jsonb)
    on n.version = g.terms_version and n.language = case
      when exists (select from jsonb_to_recordset($3::jsonb) as k (language text) where k.language = p.language) then p.language
      else $4 end
  on conflict (subject) do nothing
)
select count(*)::int as revoked from gone`;
