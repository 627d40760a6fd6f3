import { CONSENT_VERSION } from '../shop.ts';
import type { Tx } from '../transaction.ts';
import { type Language, languageName, languages } from '../words/index.ts';
import type { Message } from './channel.ts';
import type { Person } from './person.ts';

/**
 * The first card: what people agree to, and one tap to agree. `carry` is the line that they came for; it is said for
 * them once they have joined.
 */
export function invite(
  tx: Pick<Tx, 'shop'>,
  person: Pick<Person, 'language'>,
  carry: string,
  waiting?: string,
): Message {
  const t = tx.shop.words(person.language).chat;
  const tail = carry ? ` ${carry}` : '';
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
