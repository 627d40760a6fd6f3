import { invite } from '../chat/invite-to-join.ts';
import { understand } from '../chat/understand.ts';
import { agreedToOlder } from '../consents/agreed-to-older.ts';
import { joinShop } from '../consents/record-consent.ts';
import { CONSENT_VERSION } from '../shop.ts';
import type { Command } from './command.ts';
import { customerButtons } from './help.ts';

/** `/agree <version> all|service [line]`: the tap under the consent text; then says the line they came for. */
export const agree: Command = {
  name: 'agree',
  who: 'hidden',
  async run(said) {
    const { tx, person, t } = said;
    const [, version, purposes, line = ''] = /^(\S*)\s*(\S*)\s*([\s\S]*)$/.exec(said.args)!;
    // A button of an older text does not stand for the text of today.
    if (version !== CONSENT_VERSION || !['all', 'service'].includes(purposes!)) return invite(tx, person, line);
    const again = agreedToOlder(person.customer);
    await joinShop(tx, person, purposes === 'all');
    const joined = { text: again ? t.chat.agreedAgain(purposes === 'all') : t.chat.joined(purposes === 'all') };
    const next = line ? understand(line, null, new Map()) : undefined;
    if (!next || next.name === 'agree' || next.name === 'unknown') return { ...joined, buttons: customerButtons(t) };
    const answer = await said.run(next.name, next.args);
    return [joined, ...(Array.isArray(answer) ? answer : [answer])];
  },
};
