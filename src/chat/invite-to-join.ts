import { agreedToOlder } from '../consents/agreed-to-older.ts';
import { CONSENT_VERSION } from '../shop.ts';
import type { Tx } from '../transaction.ts';
import { type Language, languageName, languages, type Words } from '../words/index.ts';
import type { Message } from './channel.ts';
import type { Person } from './person.ts';

/**
 * The first card: what people agree to, and one tap to agree. `carry` is the line that they came for; it is said for
 * them once they have joined. Customers who agreed to an older text read the new one.
 */
export function invite(
  tx: Pick<Tx, 'shop'>,
  person: Pick<Person, 'language' | 'customer'>,
  carry: string,
  waiting?: string,
): Message {
  const t = tx.shop.words(person.language).chat;
  const tail = carry ? ` ${carry}` : '';
  if (agreedToOlder(person.customer)) return askAgain(t, person.customer.marketing, tail);
  const others = languages.filter((language: Language) => language !== person.language);
  return {
    title: t.welcomeTitle(),
    text: waiting ? `${t.carried(waiting)}\n\n${t.consent()}` : t.consent(),
    buttons: [
      { label: t.agree(), says: `/agree ${CONSENT_VERSION} all${tail}` },
      { label: t.agreeService(), says: `/agree ${CONSENT_VERSION} service${tail}` },
      { label: t.read(), says: `/privacy${tail}` },
      ...others.map((language) => ({ label: languageName(language), says: `/language ${language}${tail}` })),
    ],
  };
}

/** The text has changed since: one tap agrees to the new one. Nobody is offered more than they had agreed to. */
function askAgain(t: Words['chat'], marketing: boolean, tail: string): Message {
  const says = (purposes: string) => `/agree ${CONSENT_VERSION} ${purposes}${tail}`;
  const without = marketing ? [{ label: t.agreeAgainService(), says: says('service') }] : [];
  return {
    title: t.textChanged(),
    text: `${t.consent()}\n\n${t.earlierHolds()}`,
    buttons: [
      { label: t.agreeAgain(), says: says(marketing ? 'all' : 'service') },
      ...without,
      { label: t.read(), says: `/privacy${tail}` },
    ],
  };
}
