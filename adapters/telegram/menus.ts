import { createHash } from 'node:crypto';
import type { House, Menu } from '../../src/chat/channel.ts';
import { menus } from '../../src/chat/menu.ts';
import type { Call, Reply } from './call.ts';
import { makeLanes } from './lanes.ts';

type Name = keyof ReturnType<House['words']>['commands'];

/** The commands that a role sees, its own work first. */
export function commandsFor(house: House, { role, language }: Menu): { command: string; description: string }[] {
  const { commands } = house.words(language);
  return (menus[role] as readonly Name[]).map((command) => ({ command, description: commands[command].slice(0, 256) }));
}

const printOf = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22);

/** Which Chinese a shop writes in, where it can be only one. */
const chineseOf = (shopLanguage?: string) => (shopLanguage === 'zh-hant' ? 'zh-hant' : 'zh-hans');

/**
 * Sets the commands that everybody sees: English, and Chinese as the shop writes it, since Telegram knows only
 * two-letter languages. Makes no call when they are set already.
 */
export async function setCommands(call: Call, house: House, bot: string, shopLanguage?: string): Promise<Reply<true>> {
  const chinese = chineseOf(shopLanguage);
  const lists = [
    { commands: commandsFor(house, { role: 'customer', language: 'en' }) },
    { commands: commandsFor(house, { role: 'customer', language: chinese }), language_code: 'zh' },
  ];
  const print = printOf([bot, lists]);
  if ((await house.recall('commands')) === print) return { ok: true, result: true };
  for (const list of lists) {
    const reply = await call('setMyCommands', list);
    if (!reply.ok) return reply;
  }
  await house.remember('commands', print);
  return { ok: true, result: true };
}

/** `appLanguage` is the one that Telegram itself speaks to the person in. */
export type ShowMenu = (chat: string, menu: Menu, appLanguage?: string) => Promise<void>;

const KNOWN = 20_000;

/**
 * Gives a chat a list of its own where what everybody sees does not fit: to staff by their role, to customers whose
 * language is another than that of their Telegram. Once per change; it never hurts an answer.
 */
export function makeMenus(call: Call, house: House, bot: string, shopLanguage?: string): ShowMenu {
  const lanes = makeLanes();
  const shown = new Map<string, string>();
  const show = async (chat: string, menu: Menu, wanted: string) => {
    if (shown.get(chat) === wanted) return;
    const key = `menu:${chat}`;
    const before = shown.get(chat) ?? (await house.recall(key)) ?? '';
    if (before !== wanted) {
      const scope = { type: 'chat', chat_id: Number(chat) };
      const reply = wanted
        ? await call('setMyCommands', { scope, commands: commandsFor(house, menu) })
        : await call('deleteMyCommands', { scope });
      if (!reply.ok) return house.log.warn({ reason: reply.reason }, 'A menu of commands could not be set');
      await house.remember(key, wanted);
    }
    if (shown.size >= KNOWN) shown.delete(shown.keys().next().value!);
    shown.set(chat, wanted);
  };
  return (chat, menu, appLanguage = '') => {
    const everybodys = /^zh\b/i.test(appLanguage) ? chineseOf(shopLanguage) : 'en';
    const fits = menu.role === 'customer' && menu.language === everybodys;
    const wanted = fits ? '' : `${menu.role}:${menu.language}:${printOf([bot, commandsFor(house, menu)])}`;
    if (shown.get(chat) === wanted) return Promise.resolve();
    // One at a time: it is decoration, and must not compete with hearing.
    return lanes('all', () => show(chat, menu, wanted)).catch((error: Error) =>
      house.log.warn({ error: error.name }, 'A menu of commands could not be remembered'),
    );
  };
}
