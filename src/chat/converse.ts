import { Identity } from '../../entities/identity.ts';
import type { Command, Said } from '../commands/command.ts';
import { agreedToOlder } from '../consents/agreed-to-older.ts';
import type { Tx } from '../transaction.ts';
import type { Inbound, Message } from './channel.ts';
import { invite } from './invite-to-join.ts';
import type { Person } from './person.ts';
import { understand } from './understand.ts';

/** Understands one line of a person and runs the command that it stands for. */
export async function converse(
  tx: Tx,
  person: Person,
  { text: line, contact }: Pick<Inbound, 'text' | 'contact'>,
  words: ReadonlyMap<string, string>,
  commandNamed: (name: string) => Command | undefined,
): Promise<Message[]> {
  const { name, args } = understand(line, person.identity.asked, words);
  const command = commandNamed(name) ?? commandNamed('unknown')!;
  const t = tx.shop.words(person.language);
  const { customer } = person;
  const asks = !customer.joinedAt || agreedToOlder(customer);
  if (command.who === 'customer' && asks) return [invite(tx, person, `/${command.name} ${args}`.trim())];
  let asked: string | null = null;
  const said: Said = {
    tx,
    person,
    t,
    args: command.name === 'unknown' ? line : args,
    ...(contact ? { contact } : {}),
    ask: (next) => {
      asked = next;
    },
    run: (name, args) => (commandNamed(name) ?? commandNamed('unknown')!).run({ ...said, args }),
  };
  const answer = await command.run(said);
  if (command.who !== 'hidden' && asked !== person.identity.asked) {
    await tx.db.update(Identity, { id: person.identity.id }, { asked });
  }
  return Array.isArray(answer) ? answer : [answer];
}
