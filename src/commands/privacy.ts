import { Consent } from '../../entities/consent.ts';
import { invite } from '../chat/invite-to-join.ts';
import { agreedToOlder } from '../consents/agreed-to-older.ts';
import { channelsOf } from '../customers/choose-channel.ts';
import { CONSENT_VERSION } from '../shop.ts';
import { formatOf } from '../words/format.ts';
import { languageTag } from '../words/index.ts';
import type { Command } from './command.ts';
import { personalButton } from './personal.ts';

/** `/privacy`: what is kept and why, and what this person agreed to and when. */
export const privacy: Command = {
  name: 'privacy',
  who: 'everyone',
  async run({ tx, person, t, args }) {
    const consents = await tx.db.find(Consent, {
      where: { customerId: person.customer.id },
      order: { at: 'DESC', purpose: 'DESC', id: 'DESC' },
      take: 6,
    });
    const f = formatOf(languageTag(person.language), tx.shop);
    const said = consents.map((one) => t.chat.agreed(one.purpose, one.granted, f.date(one.at, tx.now)));
    const stop = person.customer.marketing ? [{ label: t.broadcasts.noMoreOffers(), says: '/stop' }] : [];
    // Where an answer takes the place of the card that was tapped, the way to join must not go with it.
    const join = invite(tx, person, args).buttons!.filter(({ label }) => label !== t.chat.read());
    const asks = !person.customer.joinedAt || agreedToOlder(person.customer);
    const { noPersonal, joinedAt } = person.customer;
    const several = joinedAt && (await channelsOf(tx, person.customer)).reachable.length > 1;
    const where = several ? [{ label: t.channels.where(), says: '/channel' }] : [];
    const buttons = asks ? join : [...stop, personalButton(t, noPersonal), ...where];
    const personal = noPersonal ? t.suggestions.privacyOff() : t.suggestions.privacyOn();
    return {
      title: t.chat.privacyTitle(),
      text: [
        t.chat.privacy(CONSENT_VERSION),
        ...(joinedAt ? [personal] : []),
        said.length > 0 ? said.join('\n') : t.chat.notJoined(),
      ].join('\n\n'),
      buttons,
    };
  },
};
