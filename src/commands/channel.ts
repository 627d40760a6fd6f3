import type { Message } from '../chat/channel.ts';
import { type Channels, channelsOf, chooseChannel } from '../customers/choose-channel.ts';
import { languages, type Words } from '../words/index.ts';
import type { Command, Said } from './command.ts';
import { customerButtons } from './help.ts';

/** `/channel [NAME | last]`: on which of their apps somebody hears from us. */
export const channel: Command = {
  name: 'channel',
  who: 'customer',
  async run(said) {
    const { tx, person, t, args, ask } = said;
    const { chosen, reachable } = await channelsOf(tx, person.customer);
    // Where they write at this moment they wrote last.
    const here = person.identity.channel;
    const channels = { chosen, reachable: reachable.sort((one, other) => +(other === here) - +(one === here)) };
    if (!args) {
      if (channels.reachable.length > 1) ask('/channel');
      return card(t, channels);
    }
    const wanted = readChannel(said, channels);
    await chooseChannel(tx, person.customer, wanted);
    const text = wanted === null ? t.channels.lastNow() : t.channels.chosenNow(t.customers.channel(wanted));
    return { text, buttons: customerButtons(t) };
  },
};

function card(t: Words, { reachable, chosen }: Channels): Message {
  const here = reachable.includes(chosen ?? '') ? chosen! : reachable[0];
  if (here === undefined) return { text: t.channels.nowhere() };
  const name = t.customers.channel(here);
  if (reachable.length < 2 && (chosen === null || chosen === here))
    return { text: t.channels.only(name), buttons: [{ label: t.channels.another(), says: '/link' }] };
  const others = reachable.filter((one) => one !== chosen);
  const buttons = others.map((one) => ({ label: t.broadcasts.channelName(one), says: `/channel ${one}` }));
  const last = chosen ? [{ label: t.channels.last(), says: '/channel last' }] : [];
  const text =
    chosen === null
      ? t.channels.isLast(name)
      : chosen === here
        ? t.channels.isChosen(name)
        : t.channels.isAway(t.customers.channel(chosen), name);
  return { text, buttons: [...buttons, ...last, { label: t.chat.cancel(), says: '/cancel' }] };
}

const LAST = /^(last|last used|default|最近|最近使用的|最近用的)$/i;

/** By its own name or as any of our languages calls it; what nobody calls a channel goes to the use case as it is, to be refused. */
function readChannel({ tx, t, args }: Said, { reachable }: Channels): string | null {
  const typed = args.normalize('NFKC').trim().toLowerCase();
  if (LAST.test(typed) || typed === t.channels.last().toLowerCase()) return null;
  const names = (one: string) =>
    languages.flatMap((language) => {
      const words = tx.shop.words(language);
      return [words.customers.channel(one), words.broadcasts.channelName(one)];
    });
  return reachable.find((one) => [one, ...names(one)].some((name) => name.toLowerCase() === typed)) ?? typed;
}
