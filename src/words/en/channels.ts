import type { Format } from '../format.ts';
import { customers } from './customers.ts';

/** Where a customer hears from us. */
export const channels = () => ({
  isLast: (name: string) =>
    `When we have something to tell you, we write where you wrote last: now on ${name}. Would you rather have it in one place?`,
  isChosen: (name: string) => `We write to you on ${name}, as you chose. Would you rather have it elsewhere?`,
  isAway: (chosen: string, name: string) =>
    `You chose ${chosen}, but we cannot reach you there now, so we write on ${name}. Would you rather have it elsewhere?`,
  only: (name: string) => `We can write to you on ${name} only. Once you link another app, you can choose.`,
  nowhere: () => `We cannot write to you anywhere now. Write to us in the app where you would like to hear from us.`,
  another: () => `Link another app`,
  last: () => `Where I wrote last`,
  chosenNow: (name: string) =>
    `Noted: we write to you on ${name} from now on, and elsewhere only when we cannot reach you there. Answers still come where you ask.`,
  lastNow: () => `Noted: we write to you where you wrote last.`,
  where: () => `Where we write`,
  /** On the dossier, for staff. */
  prefers: (name: string) => `Wants to hear from us on ${name}`,
});

export const channelRefusals = (f: Format) => ({
  'channel-unknown': (facts: { channels: string[] }) =>
    `We cannot write to you there. ${facts.channels.length > 0 ? `Choose ${f.list(facts.channels.map(customers(f).channel), 'or')}, or link` : 'Link'} another app with /link.`,
});
