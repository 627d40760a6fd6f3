import { approveBroadcast } from '../broadcasts/ask-approval.ts';
import { findLatest, findStoppable } from '../broadcasts/find-broadcasts.ts';
import { storedPlan } from '../broadcasts/plan.ts';
import { pauseBroadcast, resumeBroadcast, stopBroadcast } from '../broadcasts/stop-broadcast.ts';
import { type Act, goesOut } from './broadcast-act.ts';
import { drawPlan, standing } from './broadcast-send.ts';

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

/** What waits for a second person, as people would get it. */
export const look: Act = async (said, _by, claimable) => {
  const { t } = said;
  const asked = await findStoppable(said.tx, claimable.campaign.id);
  if (asked?.approval !== 'asked') return { text: t.audience.nothingToApprove() };
  const { ref } = claimable.campaign;
  const when = goesOut(said, ref, asked);
  return [
    ...(await drawPlan(said, claimable, storedPlan(asked.plan))),
    { text: when.text, buttons: [{ label: t.audience.approve(), says: `/broadcast ${ref} approve` }] },
  ];
};

export const approve: Act = async (said, by, claimable) => {
  const { tx, t } = said;
  const asked = await findStoppable(tx, claimable.campaign.id);
  if (asked?.approval !== 'asked') return { text: t.audience.nothingToApprove() };
  const approved = await approveBroadcast(tx, by, asked.id);
  const when = goesOut(said, claimable.campaign.ref, approved);
  return { ...when, text: t.audience.approved(when.text) };
};

export const progress: Act = async (said, _by, claimable) => {
  const latest = await findLatest(said.tx, claimable.campaign.id);
  return latest ? standing(said, claimable, latest) : { text: said.t.broadcasts.none() };
};
