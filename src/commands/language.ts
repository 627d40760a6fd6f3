import { Customer } from '../../entities/customer.ts';
import { invite } from '../chat/invite-to-join.ts';
import { Refusal } from '../refusal.ts';
import { isLanguage, languageName, languages, nearestLanguage } from '../words/index.ts';
import type { Command } from './command.ts';
import { customerButtons } from './help.ts';

/** `/language [tag]`: chooses the language; before joining it shows the consent text again in that language. */
export const language: Command = {
  name: 'language',
  who: 'everyone',
  async run({ tx, person, t, args }) {
    const buttons = languages.map((one) => ({ label: languageName(one), says: `/language ${one}` }));
    const [wish = '', ...carry] = args.split(/\s+/);
    if (!wish) return { text: t.chat.chooseLanguage(), buttons };
    const chosen = isLanguage(wish.toLowerCase()) ? wish.toLowerCase() : named(wish);
    if (!chosen) throw new Refusal('language-unknown', { names: languages.map(languageName) });
    await tx.db.update(Customer, { id: person.customer.id }, { language: chosen });
    Object.assign(person, { language: chosen });
    person.customer.language = chosen;
    if (!person.customer.joinedAt) return invite(tx, person, carry.join(' '));
    const words = tx.shop.words(chosen);
    return { text: words.chat.languageSet(), buttons: customerButtons(words) };
  },
};

function named(wish: string): string | undefined {
  const byName = languages.find((one) => languageName(one).toLowerCase() === wish.toLowerCase());
  if (byName) return byName;
  // A tag such as zh-TW is understood; any other word is not taken for the shop's own language.
  const [a, b] = [nearestLanguage(wish, 'en'), nearestLanguage(wish, 'zh-hant')];
  return a === b ? a : undefined;
}
