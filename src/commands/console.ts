import type { Button, Message } from '../chat/channel.ts';
import { askForLink } from '../console/ask-for-link.ts';
import { endSessionsOf } from '../console/end-sessions.ts';
import { LINK_MINUTES } from '../console/session.ts';
import { authorise } from '../staff/actor.ts';
import type { Command } from './command.ts';
import { staffOnly } from './staff-only.ts';

/** `/console [out]`: a link that opens the pages for staff once, on any device, or the end of all that were opened. */
export const console: Command = {
  name: 'console',
  who: 'staff',
  async run(said): Promise<Message> {
    const by = staffOnly(said);
    const { tx, t, person, args } = said;
    authorise(by, 'read-figures');
    if (/^(out|登出|退出)$/i.test(args)) return { text: t.console.out(await endSessionsOf(tx, by.staff.id)) };
    const base = tx.shop.publicUrl ?? (person.identity.channel === 'web' ? '' : undefined);
    if (base === undefined) return { text: t.console.nowhere() };
    const secret = await askForLink(tx, by);
    // LINE's own browser keeps no files; this sends the link to the one of the device.
    const outside = person.identity.channel === 'line' ? '?openExternalBrowser=1' : '';
    const buttons: Button[] = [
      { label: t.console.open(), opens: `${base}/console${outside}#${secret.text}` },
      { label: t.console.leave(), says: '/console out' },
    ];
    return { title: t.console.title(), text: t.console.link(LINK_MINUTES), buttons, secret };
  },
};
