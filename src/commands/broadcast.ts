import type { Broadcast } from '../../entities/broadcast.ts';
import { broadcastMessage } from '../broadcasts/broadcast-message.ts';
import { countBroadcast } from '../broadcasts/count-broadcast.ts';
import { preflight } from '../broadcasts/preflight.ts';
import { chooseCampaign, preflightCard } from '../broadcasts/preflight-card.ts';
import { progressMessage } from '../broadcasts/progress-message.ts';
import { readSendTime } from '../broadcasts/read-send-time.ts';
import { findLatest, findRunning } from '../broadcasts/find-broadcasts.ts';
import { startBroadcast } from '../broadcasts/start-broadcast.ts';
import { stopBroadcast } from '../broadcasts/stop-broadcast.ts';
import { inLanguage } from '../campaigns/terms.ts';
import type { Message } from '../chat/channel.ts';
import { type Claimable, findClaimable } from '../coupons/claimable.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, authorise } from '../staff/actor.ts';
import type { Command, Said } from './command.ts';
import { staffOnly } from './staff-only.ts';

// From here on a tap is not enough: the number has to be typed.
const MANY = 1_000;

/** `/broadcast [REF] [test | send [number] | at <time> | stop | recall | progress]` */
export const broadcast: Command = {
  name: 'broadcast',
  who: 'staff',
  async run(said) {
    const by = staffOnly(said);
    authorise(by, 'publish');
    const [ref = '', verb = '', ...rest] = said.args.split(/\s+/);
    if (!ref) return chooseCampaign(said.tx, said.t, said.person.language);
    const claimable = await findClaimable(said.tx.db, ref);
    if (claimable?.campaign.purpose !== 'drop') throw new Refusal('campaign-unknown');
    const act = Object.hasOwn(acts, verb.toLowerCase()) ? acts[verb.toLowerCase()]! : card;
    return act(said, by, claimable, rest.join(' ').trim());
  },
};

type Act = (said: Said, by: Actor, claimable: Claimable, rest: string) => Promise<Message>;

const card: Act = async ({ tx, t, person }, by, claimable) =>
  preflightCard(tx, t, person.language, claimable, await preflight(tx, by, claimable));

const acts: Record<string, Act> = {
  test: async ({ tx, person }, _by, claimable) => (await broadcastMessage(tx, claimable))(person.language),

  async send(said, by, claimable, typed) {
    const { tx, t, ask } = said;
    const { ref, id } = claimable.campaign;
    const running = await findRunning(tx, id);
    if (!running) {
      const { people } = await preflight(tx, by, claimable);
      if (people === 0) return { text: t.broadcasts.nobody() };
      const plain = typed.normalize('NFKC').replace(/[,.\s]/g, '');
      if (people > MANY && plain !== String(people)) {
        ask(`/broadcast ${ref} send`);
        const text = typed ? t.broadcasts.wrongNumber(people) : t.broadcasts.askNumber(people);
        return { text, buttons: [{ label: t.chat.cancel(), says: `/broadcast ${ref}` }] };
      }
    }
    const started = await startBroadcast(tx, by, { campaignId: id, language: said.person.language });
    return started.state === 'sending' ? show(said, claimable, started) : goesOut(tx, t, ref, started.sendAt);
  },

  async at(said, by, claimable, typed) {
    const { tx, t, ask } = said;
    const { ref, id } = claimable.campaign;
    if (!typed) {
      ask(`/broadcast ${ref} at`);
      return {
        text: t.broadcasts.askTime(tx.shop.zone),
        buttons: [{ label: t.chat.cancel(), says: `/broadcast ${ref}` }],
      };
    }
    const sendAt = readSendTime(typed, tx.now, tx.shop.zone);
    const { people } = await preflight(tx, by, claimable);
    if (people === 0) return { text: t.broadcasts.nobody() };
    const started = await startBroadcast(tx, by, { campaignId: id, sendAt, language: said.person.language });
    return started.state === 'sending' ? show(said, claimable, started) : goesOut(tx, t, ref, started.sendAt);
  },

  async stop({ tx, t }, by, claimable) {
    const running = await findRunning(tx, claimable.campaign.id);
    const ended = running ? await stopBroadcast(tx, by, running.id) : 'over';
    return {
      text:
        ended === 'taken-back'
          ? t.broadcasts.takenBack()
          : ended === 'stopped'
            ? t.broadcasts.stopped()
            : t.broadcasts.over(),
    };
  },

  async progress(said, _by, claimable) {
    const { tx, t } = said;
    const latest = await findLatest(tx, claimable.campaign.id);
    if (!latest) return { text: t.broadcasts.none() };
    if (latest.state === 'waiting') return goesOut(tx, t, claimable.campaign.ref, latest.sendAt);
    return show(said, claimable, latest);
  },
};
acts.recall = acts.stop!;

async function show(
  { tx, t, person }: Said,
  { campaign, terms }: Claimable,
  { id, state }: Broadcast,
): Promise<Message> {
  const name = inLanguage(terms.name, person.language, tx.shop.language);
  return progressMessage(t, name, campaign.ref, { state }, await countBroadcast(tx.db, id));
}

function goesOut({ now }: Said['tx'], t: Said['t'], ref: string, at: Date): Message {
  const soon = at.getTime() - now.getTime() <= 61_000;
  const text = soon ? t.broadcasts.inAMinute() : t.broadcasts.scheduled(at, now);
  return { text, buttons: [{ label: t.broadcasts.takeBack(), says: `/broadcast ${ref} recall` }] };
}
