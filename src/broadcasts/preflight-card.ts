import { Campaign } from '../../entities/campaign.ts';
import { inLanguage } from '../campaigns/terms.ts';
import type { Message } from '../chat/channel.ts';
import { type Claimable, findClaimable } from '../coupons/claimable.ts';
import type { Tx } from '../transaction.ts';
import type { Words } from '../words/index.ts';
import type { Preflight } from './preflight.ts';

/** What would happen, and the buttons that make it happen. */
export function preflightCard(
  tx: Tx,
  t: Words,
  language: string,
  { campaign, terms }: Claimable,
  flight: Preflight,
): Message {
  const words = t.broadcasts;
  const title = words.titled(inLanguage(terms.name, language, tx.shop.language));
  const { ref } = campaign;
  const test = { label: words.test(), says: `/broadcast ${ref} test` };
  if (flight.people === 0) return { title, text: words.nobody(), buttons: [test] };
  const lines = [words.reaches(flight.people)];
  for (const { channel, people, minutes, quota } of flight.channels) {
    lines.push(words.channel(words.channelName(channel), people, minutes));
    if (quota?.left === null || quota?.left === undefined) continue;
    lines.push(words.quota(quota.left, quota.at));
    if (quota.left < people) lines.push(words.quotaShort(people - quota.left));
  }
  lines.push('');
  if (flight.unreachable > 0) lines.push(words.cannotReach(flight.unreachable));
  if (flight.optedOut > 0) lines.push(words.saidNo(flight.optedOut));
  if (flight.held > 0) lines.push(words.held(flight.held));
  lines.push(flight.worstMinor === null ? words.worstUnbounded() : words.worst(flight.worstMinor));
  return {
    title,
    text: lines.join('\n'),
    buttons: [
      test,
      { label: words.sendNow(), says: `/broadcast ${ref} send` },
      { label: words.sendAt(), says: `/broadcast ${ref} at` },
    ],
  };
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
