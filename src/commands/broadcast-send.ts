import type { Broadcast } from '../../entities/broadcast.ts';
import { testMessage } from '../broadcasts/broadcast-message.ts';
import { factsOf } from '../broadcasts/facts-of.ts';
import { findRunning } from '../broadcasts/find-broadcasts.ts';
import type { Plan } from '../broadcasts/plan.ts';
import { dropDraft, readDraft } from '../broadcasts/plan-draft.ts';
import { preflight } from '../broadcasts/preflight.ts';
import { readSendTime, typable } from '../broadcasts/read-send-time.ts';
import { readClock } from '../broadcasts/repeats.ts';
import { type NewBroadcast, startBroadcast } from '../broadcasts/start-broadcast.ts';
import type { Message } from '../chat/channel.ts';
import { type Claimable, findClaimable } from '../coupons/claimable.ts';
import type { Actor } from '../staff/actor.ts';
import { type Act, goesOut, showProgress } from './broadcast-act.ts';
import type { Said } from './command.ts';

// From here on a tap is not enough: the number has to be typed.
const MANY = 1_000;

/** What people would get, each kind of it, with the tester's own name and points. */
export const test: Act = async (said, by, claimable) =>
  drawPlan(said, claimable, await readDraft(said.tx, by, claimable.campaign.id));

/** A plan's messages as this person would get them. */
export async function drawPlan({ tx, person }: Said, claimable: Claimable, plan: Plan): Promise<Message[]> {
  const [facts] = await tx.db.query(factsOf('$1::uuid', '$2'), [person.customer.id, person.language]);
  const own = plan.rest === 'own' ? [{ campaign: claimable.campaign.id, texts: plan.texts }] : [];
  const drawn: Message[] = [];
  for (const { campaign, texts } of [...own, ...plan.variants]) {
    const found = (await findClaimable(tx.db, campaign))!;
    drawn.push(await testMessage(tx, found, texts, person.language, facts));
  }
  return drawn;
}

export const send: Act = async (said, by, claimable, typed) => {
  const { tx, t, ask } = said;
  const { ref, id } = claimable.campaign;
  const running = await findRunning(tx, id);
  const plan = await readDraft(tx, by, id);
  if (!running) {
    const { people } = await preflight(tx, by, claimable, plan);
    if (people === 0) return { text: t.broadcasts.nobody() };
    const plain = typed.normalize('NFKC').replace(/[,.\s]/g, '');
    if (people > MANY && plain !== String(people)) {
      ask(`/broadcast ${ref} send`);
      const text = typed ? t.broadcasts.wrongNumber(people) : t.broadcasts.askNumber(people);
      return { text, buttons: [{ label: t.chat.cancel(), says: `/broadcast ${ref}` }] };
    }
  }
  return begin(said, by, claimable, { plan });
};

export const at: Act = async (said, by, claimable, typed) => {
  const { tx, t, ask } = said;
  const { ref, id } = claimable.campaign;
  if (!typed) {
    ask(`/broadcast ${ref} at`);
    return {
      text: t.audience.askTime(t.broadcasts.askTime(tx.shop.zone)),
      buttons: [{ label: t.chat.cancel(), says: `/broadcast ${ref}` }],
    };
  }
  const { text, clock } = readClock(typed);
  const sendAt = readSendTime(text, tx.now, tx.shop.zone);
  const plan = await readDraft(tx, by, id);
  const { people } = await preflight(tx, by, claimable, plan);
  if (people === 0) return { text: t.broadcasts.nobody() };
  const when = clock === 'customer' ? { wallAt: typable(sendAt, tx.shop.zone) } : { sendAt };
  return begin(said, by, claimable, { plan, ...when });
};

async function begin(
  said: Said,
  by: Actor,
  claimable: Claimable,
  what: Omit<NewBroadcast, 'campaignId' | 'language'>,
): Promise<Message> {
  const { campaign } = claimable;
  const language = said.person.language;
  const started = await startBroadcast(said.tx, by, { ...what, campaignId: campaign.id, language });
  await dropDraft(said.tx, by, campaign.id);
  return standing(said, claimable, started);
}

/** Where a broadcast stands: it waits for somebody, for its time, or it is under way. */
export async function standing(said: Said, claimable: Claimable, broadcast: Broadcast): Promise<Message> {
  const { ref } = claimable.campaign;
  if (broadcast.state !== 'waiting') return showProgress(said, claimable, broadcast);
  const when = goesOut(said, ref, broadcast);
  if (broadcast.approval !== 'asked') return when;
  return { text: said.t.audience.waitsForSecond(), buttons: when.buttons ?? [] };
}
