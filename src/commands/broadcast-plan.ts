import { MOST_TEXT, MOST_VARIANTS, type Plan } from '../broadcasts/plan.ts';
import { changeDraft, readDraft } from '../broadcasts/plan-draft.ts';
import { readTexts } from '../campaigns/draft/read-texts.ts';
import { isNone } from '../campaigns/draft/step.ts';
import type { Message } from '../chat/channel.ts';
import { type Claimable, findClaimable } from '../coupons/claimable.ts';
import { Refusal } from '../refusal.ts';
import { findSegment, lookUpSegment } from '../segments/find-segment.ts';
import type { Actor } from '../staff/actor.ts';
import type { Act } from './broadcast-act.ts';
import type { Said } from './command.ts';

type Planning = (
  said: Said,
  by: Actor & { kind: 'staff' },
  claimable: Claimable,
  typed: string,
  card: Act,
) => Promise<Message | Message[]>;

// The button says `*`: a segment may be called as people call everybody, and then it is meant.
const EVERYBODY = /^(\*|everybody|everyone|all|所有人|大家|全部)$/i;
const MOST_SHOWN = 9;

/** `/broadcast REF to [segment]`: who is meant. */
export const to: Planning = async (said, by, claimable, typed, card) => {
  const { tx, t, ask } = said;
  const { ref, id } = claimable.campaign;
  if (!typed) {
    ask(`/broadcast ${ref} to`);
    const known: { name: string }[] = await tx.db.query(
      'select name from segment where retired_at is null order by created_at desc, id desc limit $1',
      [MOST_SHOWN],
    );
    const buttons = [[t.audience.everybody(), '*'], ...known.map(({ name }) => [name, name])];
    return {
      text: t.audience.askWhom(ref),
      buttons: buttons.map(([label, whom]) => ({ label: label!, says: `/broadcast ${ref} to ${whom}` })),
    };
  }
  const all = EVERYBODY.test(typed.normalize('NFKC'));
  const segment = (typed === '*' ? undefined : all ? await lookUpSegment(tx, typed) : await findSegment(tx, typed))?.id;
  await changeDraft(tx, by, id, { segment });
  return card(said, by, claimable, '');
};

/** `/broadcast REF text [text]`: what stands above the campaign, in one language or a line for each. */
export const text: Planning = async (said, by, claimable, typed, card) => {
  const { tx, t, ask, person } = said;
  const { ref, id } = claimable.campaign;
  if (!typed) {
    ask(`/broadcast ${ref} text`);
    return {
      text: t.audience.askText(MOST_TEXT),
      buttons: [{ label: t.chat.cancel(), says: `/broadcast ${ref}` }],
    };
  }
  const lines = typed.split('\n').filter((line) => line.trim());
  const each = lines.every((line) => /^\s*(en|zh-han[ts])\s*[:：]/i.test(line));
  const texts = isNone(typed)
    ? undefined
    : (each && readTexts(typed, tx.shop.language, 2 * MOST_TEXT)) || { [person.language]: typed };
  await changeDraft(tx, by, id, { texts });
  return card(said, by, claimable, '');
};

/** `/broadcast REF also [OTHER segment | none]`: who of them gets another campaign. */
export const also: Planning = async (said, by, claimable, typed, card) => {
  const { tx, t } = said;
  const { ref, id } = claimable.campaign;
  const [, other = '', segment = ''] = /^(\S*)\s*([\s\S]*)$/.exec(typed)!;
  if (isNone(typed)) {
    await changeDraft(tx, by, id, { variants: [], rest: 'own' });
    return card(said, by, claimable, '');
  }
  if (!segment) return { text: t.audience.alsoHow(ref) };
  const found = await findClaimable(tx.db, other);
  if (found?.campaign.purpose !== 'drop') throw new Refusal('campaign-unknown');
  const meant = await findSegment(tx, segment);
  const { variants } = await readDraft(tx, by, id);
  const kept = variants.filter((one) => one.segment !== meant.id).slice(0, MOST_VARIANTS - 1);
  await changeDraft(tx, by, id, { variants: [...kept, { segment: meant.id, campaign: found.campaign.id }] });
  return card(said, by, claimable, '');
};

/** `/broadcast REF rest own | nothing`: what those get who are in none of the others' segments. */
export const rest: Planning = async (said, by, claimable, typed, card) => {
  const wanted: Plan['rest'] = isNone(typed) || /^nothing$|^不通知$/i.test(typed) ? 'nothing' : 'own';
  await changeDraft(said.tx, by, claimable.campaign.id, { rest: wanted });
  return card(said, by, claimable, '');
};
