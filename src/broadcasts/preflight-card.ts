import { Campaign } from '../../entities/campaign.ts';
import { inLanguage } from '../campaigns/terms.ts';
import type { Message } from '../chat/channel.ts';
import { type Claimable, findClaimable } from '../coupons/claimable.ts';
import type { Tx } from '../transaction.ts';
import type { Words } from '../words/index.ts';
import { describePlan } from './describe-plan.ts';
import type { Plan } from './plan.ts';
import type { Preflight } from './preflight.ts';

/** What would happen, and the buttons that make it happen. */
export async function preflightCard(
  tx: Tx,
  t: Words,
  language: string,
  { campaign, terms }: Claimable,
  plan: Plan,
  flight: Preflight,
): Promise<Message> {
  const words = t.broadcasts;
  const title = words.titled(inLanguage(terms.name, language, tx.shop.language));
  const { ref } = campaign;
  const button = (label: string, verb: string) => ({ label, says: `/broadcast ${ref} ${verb}` });
  const test = button(words.test(), 'test');
  const whom = button(t.audience.toWhom(), 'to');
  const text = (await preflightLines(tx, t, language, plan, flight)).join('\n');
  const isPlain = !plan.segment && !inLanguage(plan.texts, language, tx.shop.language) && plan.variants.length === 0;
  if (flight.people === 0) return { title, text, buttons: isPlain && plan.rest === 'own' ? [test] : [test, whom] };
  return {
    title,
    text,
    buttons: [
      test,
      button(words.sendNow(), 'send'),
      button(words.sendAt(), 'at'),
      whom,
      button(t.audience.ownText(), 'text'),
      button(t.audience.repeat(), 'repeat'),
    ],
  };
}

/** What would happen, a line each: who is told, who is not and why, and what it can cost. */
export async function preflightLines(
  tx: Tx,
  t: Words,
  language: string,
  plan: Plan,
  flight: Preflight,
): Promise<string[]> {
  const words = t.broadcasts;
  const meant = await describePlan(tx, t, language, plan, flight);
  if (flight.people === 0) return [...meant, words.nobody()];
  const lines = [...meant, words.reaches(flight.people)];
  for (const { channel, people, minutes, quota } of flight.channels) {
    lines.push(words.channel(words.channelName(channel), people, minutes));
    if (quota?.left === null || quota?.left === undefined) continue;
    lines.push(words.quota(quota.left, quota.at));
    if (quota.left < people) lines.push(words.quotaShort(people - quota.left));
  }
  if (flight.personal) lines.push(t.audience.personal());
  lines.push('', ...leftOut(tx, t, flight));
  lines.push(flight.worstMinor === null ? words.worstUnbounded() : words.worst(flight.worstMinor));
  lines.push(flight.uses ? t.audience.uses(flight.uses) : t.audience.usesUnknown());
  return lines;
}

/** Who is not told, or hears from us anyway, and why. */
function leftOut({ now }: Tx, t: Words, flight: Preflight): string[] {
  const { broadcasts: words, audience } = t;
  const { unreachable, optedOut, held, heardLately, capped, holdout, ended, about, next } = flight;
  return [
    ...(unreachable > 0 ? [words.cannotReach(unreachable)] : []),
    ...(optedOut > 0 ? [words.saidNo(optedOut)] : []),
    ...(held > 0 ? [words.held(held)] : []),
    ...(heardLately > 0 ? [audience.heardLately(heardLately, about)] : []),
    ...next.map(({ campaign, at, people }) => audience.alsoNext(campaign, at, now, people, about)),
    ...(capped > 0 ? [audience.willCap(capped, about)] : []),
    ...(ended > 0 ? [t.approvals.ended(ended)] : []),
    ...(holdout > 0 ? [audience.willHoldOut(holdout)] : []),
  ];
}

const MOST = 10;

/** The live campaigns, newest first, to choose one that people are told about. */
export async function chooseCampaign(tx: Tx, t: Words, language: string): Promise<Message> {
  const live = await tx.db.find(Campaign, {
    where: { state: 'live', purpose: 'drop' },
    order: { createdAt: 'DESC', id: 'DESC' },
    take: MOST,
  });
  if (live.length === 0) return { text: t.broadcasts.noCampaigns() };
  const found = await Promise.all(live.map(({ id }) => findClaimable(tx.db, id)));
  const buttons = found.map((one) => ({
    label: inLanguage(one!.terms.name, language, tx.shop.language),
    says: `/broadcast ${one!.campaign.ref}`,
  }));
  return { title: t.broadcasts.chooseTitle(), text: t.broadcasts.choose(), buttons };
}
