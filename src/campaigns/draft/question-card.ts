import type { Button, Message } from '../../chat/channel.ts';
import type { Asking, Step } from './step.ts';
import { path } from './steps.ts';
import { complete } from './write.ts';

/** A question of the wizard: what is asked, what may be tapped, and the ways back and out. `lead` is said first. */
export function questionCard(at: Asking, step: Step, lead?: string): Message {
  const { t, draft } = at;
  const way = path(at);
  const known = draft.answered.includes(step.name);
  const said = known ? step.said?.(at) : undefined;
  const buttons: Button[] = (step.choices?.(at) ?? []).map((choice) => ({
    label: choice.label,
    says: `/new ${step.name} ${choice.value}`,
  }));
  if (known) buttons.push({ label: t.marketing.keep(), says: '/new next' });
  if (complete(at)) buttons.push({ label: t.marketing.toPreview(), says: '/new preview' });
  buttons.push({ label: t.chat.back(), says: '/new back' }, { label: t.chat.cancel(), says: '/new cancel' });
  return {
    title: t.marketing.titled(way.indexOf(step) + 1, way.length + 1),
    text: [lead, step.question(at), said && t.marketing.now(said)].filter(Boolean).join('\n\n'),
    buttons,
  };
}
