import { type Change, changeTerms } from '../campaigns/change-terms.ts';
import { deskCard } from '../campaigns/desk-card.ts';
import { emptyDraft } from '../campaigns/draft/draft.ts';
import { onSale } from '../campaigns/draft/on-sale.ts';
import type { Answer, Asking, Step } from '../campaigns/draft/step.ts';
import { changeable } from '../campaigns/draft/steps.ts';
import type { Message } from '../chat/channel.ts';
import { type Claimable, findClaimable } from '../coupons/claimable.ts';
import type { Actor } from '../staff/actor.ts';
import type { Words } from '../words/index.ts';
import type { Said } from './command.ts';

/** `/campaigns REF change [field [answer]]`: the questions of the wizard, one at a time. */
export async function change(said: Said, by: Actor, claimable: Claimable, rest: string): Promise<Message> {
  const { tx, t, person } = said;
  const { campaign } = claimable;
  const [, field = '', typed = ''] = /^(\S*)\s*([\s\S]*)$/.exec(rest)!;
  const at = await asking(said, claimable);
  const fields = changeable.filter((step) => step.applies?.(at) ?? true);
  const step = fields.find(({ name }) => name === field.toLowerCase());
  const out = { label: t.chat.cancel(), says: `/campaigns ${campaign.ref}` };
  if (!step) {
    const text = field ? t.marketing.notChangeable() : t.marketing.changeWhat();
    const buttons = fields.map(({ name }) => ({
      label: label(t, name),
      says: `/campaigns ${campaign.ref} change ${name}`,
    }));
    return { text, buttons: [...buttons, out] };
  }
  const read = typed ? step.read(typed, at) : undefined;
  if (!read || 'wrong' in read) {
    const says = `/campaigns ${campaign.ref} change ${step.name}`;
    said.ask(says);
    return question(at, step, says, out, read?.wrong);
  }
  const after = await changeTerms(tx, by, campaign.id, asChange(step, read));
  const lead = after.version === campaign.version ? t.marketing.unchanged() : t.marketing.changed();
  return deskCard(tx, t, person.language, by, (await findClaimable(tx.db, campaign.id))!, lead);
}

const label = (t: Words, name: string) => t.marketing.field[name as keyof Words['marketing']['field']]();

/** The campaign as if it were being written, so that the wizard's questions can be asked of it. */
async function asking({ tx, t, person }: Said, { campaign, terms }: Claimable): Promise<Asking> {
  const { stock, perCustomer, perDay, budgetMinor, giftStock, claimFrom, claimUntil } = campaign;
  const counts = { stock, perCustomer, perDay, budgetMinor, giftStock };
  const limits = { ...counts, claimFrom: claimFrom.toISOString(), claimUntil: claimUntil?.toISOString() ?? null };
  const draft = { ...emptyDraft(), more: true, terms, limits };
  return { t, language: person.language, shop: tx.shop, now: tx.now, ...(await onSale(tx)), draft };
}

function question(at: Asking, step: Step, says: string, out: { label: string; says: string }, wrong?: string): Message {
  const now = step.said?.(at);
  return {
    text: [wrong, step.question(at), now && at.t.marketing.now(now)].filter(Boolean).join('\n\n'),
    buttons: [...(step.choices?.(at) ?? []).map(({ label, value }) => ({ label, says: `${says} ${value}` })), out],
  };
}

/** Only the field that was asked for: what else an answer would make void is refused instead. */
function asChange({ name }: Step, { terms = {}, limits = {} }: Answer): Change {
  const nulled = (fields: object) =>
    Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, value ?? null]));
  return { terms: nulled(terms), ...(name === 'cap' ? {} : nulled(limits)) };
}
