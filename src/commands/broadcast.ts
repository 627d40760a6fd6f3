import { readDraft } from '../broadcasts/plan-draft.ts';
import { preflight } from '../broadcasts/preflight.ts';
import { chooseCampaign, preflightCard } from '../broadcasts/preflight-card.ts';
import { findClaimable } from '../coupons/claimable.ts';
import { Refusal } from '../refusal.ts';
import { authorise } from '../staff/actor.ts';
import type { Act } from './broadcast-act.ts';
import { also, rest, text, to } from './broadcast-plan.ts';
import { repeat } from './broadcast-repeat.ts';
import { approve, look, pause, progress, resume, stop } from './broadcast-run.ts';
import { at, send, test } from './broadcast-send.ts';
import type { Command } from './command.ts';
import { staffOnly } from './staff-only.ts';

/**
 * `/broadcast [REF] [test | to [segment] | text [text] | also [OTHER segment] | rest [own | nothing] | send [number] |
 * at <time> [local] | repeat [how] | approve | look | pause | resume | stop | recall | progress]`
 */
export const broadcast: Command = {
  name: 'broadcast',
  who: 'staff',
  async run(said) {
    const by = staffOnly(said);
    authorise(by, 'publish');
    const [, ref = '', verb = '', more = ''] = /^(\S*)\s*(\S*)\s*([\s\S]*)$/.exec(said.args.trim())!;
    if (!ref) return chooseCampaign(said.tx, said.t, said.person.language);
    const claimable = await findClaimable(said.tx.db, ref);
    if (claimable?.campaign.purpose !== 'drop') throw new Refusal('campaign-unknown');
    const act = Object.hasOwn(acts, verb.toLowerCase()) ? acts[verb.toLowerCase()]! : card;
    return act(said, by, claimable, more.trim());
  },
};

const card: Act = async ({ tx, t, person }, by, claimable) => {
  const plan = await readDraft(tx, by, claimable.campaign.id);
  return preflightCard(tx, t, person.language, claimable, plan, await preflight(tx, by, claimable, plan));
};

const alsoCard: Act = (said, by, claimable, typed) => also(said, by, claimable, typed, card);

const acts: Record<string, Act> = {
  test,
  to: (said, by, claimable, typed) => to(said, by, claimable, typed, card),
  text: (said, by, claimable, typed) => text(said, by, claimable, typed, card),
  also: alsoCard,
  // As our Chinese says it.
  也給: alsoCard,
  也给: alsoCard,
  rest: (said, by, claimable, typed) => rest(said, by, claimable, typed, card),
  send,
  at,
  repeat,
  approve,
  look,
  pause,
  resume,
  stop,
  recall: stop,
  progress,
};
