import type { App } from '../app.ts';
import type { Config } from '../config.ts';

/** What the operator sees once the shop is open: where to look, and what is missing for the platforms. */
export function whereToLook({
  config,
  app,
  url,
  demo,
}: {
  config: Config;
  app: App;
  url: string;
  demo: boolean;
}): string {
  const lines = ['', `${app.shop.name} is open: ${url}`, ''];
  if (demo) {
    lines.push(
      'Demo shop. Look around as',
      `  a customer   ${url}/chat?as=customer`,
      `  staff        ${url}/chat?as=staff`,
      `  a marketer   ${url}/chat?as=marketer`,
      `  the owner    ${url}/chat?as=owner`,
      'Marketer and owner open pages for a larger screen with /console.',
      '',
    );
  } else lines.push(`  web chat     ${url}/chat`, '');
  if (!app.channels.has('telegram')) lines.push('For Telegram: TELEGRAM_BOT_TOKEN in .env, from @BotFather.');
  if (!app.channels.has('line'))
    lines.push('For LINE: LINE_CHANNEL_SECRET, LINE_CHANNEL_ACCESS_TOKEN and an https PUBLIC_URL in .env.');
  else if (!config.PUBLIC_URL?.startsWith('https:'))
    lines.push('LINE needs an https PUBLIC_URL for its webhook and pictures.');
  if (config.OWNERS.length === 0 && !demo)
    lines.push('Nobody owns this shop yet: `npm run quan -- invite --role owner`, or OWNERS in .env.');
  lines.push('Check the set-up: npm run quan -- doctor. Stop: Ctrl-C.', '');
  return `${lines.join('\n')}\n`;
}
