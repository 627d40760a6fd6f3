import { noteArrival } from '../campaigns/note-arrival.ts';
import { inLanguage } from '../campaigns/terms.ts';
import { invite } from '../chat/invite-to-join.ts';
import { agreedToOlder } from '../consents/agreed-to-older.ts';
import { setMarketing } from '../consents/record-consent.ts';
import { findClaimable } from '../coupons/claimable.ts';
import type { Command, Said } from './command.ts';
import { customerButtons } from './help.ts';

const REF = /^(?:d-)?([A-Za-z0-9]{4,16})(?:_([A-Za-z0-9-]{1,16}))?$/;

/** `/start [ref[_source]]`: joining, coming back, and the end of every deep link. */
export const start: Command = {
  name: 'start',
  who: 'everyone',
  async run(said) {
    const { tx, person, t, args } = said;
    const deep = /^(join|q)-(\S+)$/.exec(args);
    if (deep) return said.run(deep[1] === 'join' ? 'join' : 'check', deep[2]!);
    if (args === 'offers') {
      await setMarketing(tx, person, true);
      return { text: t.chat.offersTurnedOn(), buttons: customerButtons(t) };
    }
    const [, ref, source] = REF.exec(args) ?? [];
    const wanted = ref ? await findClaimable(tx.db, ref) : undefined;
    if (wanted && source) await noteArrival(tx, person, wanted.campaign.id, source);
    if (!person.customer.joinedAt || agreedToOlder(person.customer)) {
      const name = wanted && inLanguage(wanted.terms.name, person.language, tx.shop.language);
      return invite(tx, person, wanted ? `/drops ${wanted.campaign.ref}` : '', name || undefined);
    }
    if (wanted) return said.run('drops', wanted.campaign.ref);
    return welcomeBack(said);
  },
};

function welcomeBack({ person, t }: Said) {
  const { marketing, name } = person.customer;
  const offers = marketing ? [] : [{ label: t.chat.offersOn(), says: '/start offers' }];
  const text = marketing ? t.chat.welcomeBack(name) : `${t.chat.welcomeBack(name)}\n${t.chat.offersAreOff()}`;
  return { text, buttons: [...offers, ...customerButtons(t)] };
}
