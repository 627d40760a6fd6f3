import type { Format } from '../format.ts';

/** What the chat says about the pages for staff. */
export const console = (f: Format) => ({
  title: () => `Console`,
  link: (minutes: number) =>
    `What happens right now, customers, segments, broadcasts and reports, on pages for a larger screen. The link opens once, on this or another device, within ${f.number(minutes)} minutes. It signs you in: pass it on to nobody.`,
  open: () => `Open the console`,
  leave: () => `Sign out everywhere`,
  out: (sessions: number) =>
    sessions === 0
      ? `You were not signed in anywhere. Links that you asked for open nothing any more.`
      : `You are signed out on ${sessions === 1 ? '1 device' : `${f.number(sessions)} devices`}. Say /console for a new link.`,
  nowhere: () => `The console needs a public address of the shop (PUBLIC_URL), or the chat on our page.`,
});
