import type { Broadcast } from '../../entities/broadcast.ts';
import { approveBroadcast } from '../broadcasts/approve-broadcast.ts';
import { askingCard } from '../broadcasts/ask-approval.ts';
import { describePlan } from '../broadcasts/describe-plan.ts';
import { findAsked, findLatest, findStoppable } from '../broadcasts/find-broadcasts.ts';
import { storedPlan } from '../broadcasts/plan.ts';
import { preflight } from '../broadcasts/preflight.ts';
import { pauseBroadcast, resumeBroadcast, stopBroadcast } from '../broadcasts/stop-broadcast.ts';
import type { Asked } from '../broadcasts/what-is-asked.ts';
import { inLanguage } from '../campaigns/terms.ts';
import type { Message } from '../chat/channel.ts';
import type { Claimable } from '../coupons/claimable.ts';
import { type Act, goesOut } from './broadcast-act.ts';
import { drawPlan, standing } from './broadcast-send.ts';
import type { Said } from './command.ts';

export const stop: Act = async ({ tx, t }, by, { campaign }) => {
  const running = await findStoppable(tx, campaign.id);
  const ended = running ? await stopBroadcast(tx, by, running.id) : 'over';
  if (ended === 'taken-back') return { text: t.broadcasts.takenBack() };
  return { text: ended === 'stopped' ? t.broadcasts.stopped() : t.broadcasts.over() };
};

export const pause: Act = async ({ tx, t }, by, { campaign }) => {
  const running = await findStoppable(tx, campaign.id);
  const paused = running && (await pauseBroadcast(tx, by, running.id)) === 'paused';
  if (!paused) return { text: t.audience.notSending() };
  return {
    text: t.audience.paused(),
    buttons: [{ label: t.audience.resume(), says: `/broadcast ${campaign.ref} resume` }],
  };
};

export const resume: Act = async ({ tx, t }, by, { campaign }) => {
  const running = await findStoppable(tx, campaign.id);
  const resumed = running && (await resumeBroadcast(tx, by, running.id)) === 'resumed';
  return { text: resumed ? t.audience.resumed() : t.audience.notPaused() };
};

/** What waits for a second person: who is meant, what it can cost, and what people would get. */
export const look: Act = async (said, by, claimable, typed) => {
  const { tx, t, person } = said;
  const asked = await findAsked(tx, claimable.campaign.id, typed);
  if (!asked) return { text: t.audience.nothingToApprove() };
  const plan = storedPlan(asked.plan);
  const meant = await describePlan(tx, t, person.language, plan, await preflight(tx, by, claimable, plan));
  const question = asking(said, claimable, asked);
  const when = goesOut(said, claimable.campaign.ref, asked).text;
  return [
    ...(await drawPlan(said, claimable, plan)),
    { ...question, text: [...meant, question.text, when].join('\n'), buttons: question.buttons!.slice(1) },
  ];
};

/** `/broadcast REF approve [mark]`: a button carries the mark of what it was shown with. */
export const approve: Act = async (said, by, claimable, typed) => {
  const { tx, t, person } = said;
  const found = await findAsked(tx, claimable.campaign.id, typed);
  if (!found) return { text: t.audience.nothingToApprove() };
  const how = { mark: typed || undefined, language: person.language };
  const { outcome, broadcast } = await approveBroadcast(tx, by, found.id, how);
  if (outcome === 'over') return { text: t.audience.nothingToApprove() };
  if (outcome === 'approved') {
    const when = goesOut(said, claimable.campaign.ref, broadcast);
    return { ...when, text: t.audience.approved(when.text) };
  }
  const card = asking(said, claimable, broadcast);
  return outcome === 'changed' ? card : { ...card, text: `${t.approvals.other()}\n\n${card.text}` };
};

function asking({ tx, t, person }: Said, { campaign, terms }: Claimable, { asked }: Broadcast): Message {
  return askingCard(t, inLanguage(terms.name, person.language, tx.shop.language), campaign.ref, asked as Asked);
}

export const progress: Act = async (said, _by, claimable) => {
  const latest = await findLatest(said.tx, claimable.campaign.id);
  return latest ? standing(said, claimable, latest) : { text: said.t.broadcasts.none() };
};
