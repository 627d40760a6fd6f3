import type { Shop } from '../shop.ts';
import { languages } from '../words/index.ts';
import { adviser } from './adviser.ts';
import { agree } from './agree.ts';
import { ask } from './ask.ts';
import { birthday } from './birthday.ts';
import { blocked, unblocked, unsend } from './blocked.ts';
import { broadcast } from './broadcast.ts';
import { calendar } from './calendar.ts';
import { campaigns } from './campaigns.ts';
import { cancel } from './cancel.ts';
import { channel } from './channel.ts';
import { check } from './check.ts';
import { claim } from './claim.ts';
import type { Command } from './command.ts';
import { console } from './console.ts';
import { coupons } from './coupons.ts';
import { customer } from './customer.ts';
import { doubts } from './doubts.ts';
import { drops } from './drops.ts';
import { feedback } from './feedback.ts';
import { help } from './help.ts';
import { idea } from './idea.ts';
import { ideas } from './ideas.ts';
import { invite } from './invite.ts';
import { join } from './join.ts';
import { language } from './language.ts';
import { limits } from './limits.ts';
import { link } from './link.ts';
import { links } from './links.ts';
import { merge } from './merge.ts';
import { name } from './name.ts';
import { newCampaign } from './new.ts';
import { paper } from './paper.ts';
import { personal } from './personal.ts';
import { phone } from './phone.ts';
import { points } from './points.ts';
import { privacy } from './privacy.ts';
import { rate } from './rate.ts';
import { redeem } from './redeem.ts';
import { report } from './report.ts';
import { segment } from './segment.ts';
import { show } from './show.ts';
import { staff } from './staff.ts';
import { start } from './start.ts';
import { stats } from './stats.ts';
import { stop } from './stop.ts';
import { store } from './store.ts';
import { summary } from './summary.ts';
import { survey } from './survey.ts';
import { tag, untag } from './tag.ts';
import { tickets } from './tickets.ts';
import { tier } from './tier.ts';
import { tiers } from './tiers.ts';
import { timezone } from './timezone.ts';
import { today } from './today.ts';
import { triggers } from './triggers.ts';
import { undo } from './undo.ts';
import { unknown } from './unknown.ts';
import { unlink } from './unlink.ts';

/** Everything people can say. */
export const commands: readonly Command[] = [
  start,
  agree,
  language,
  help,
  privacy,
  stop,
  drops,
  claim,
  coupons,
  show,
  points,
  tier,
  birthday,
  name,
  timezone,
  personal,
  channel,
  link,
  phone,
  check,
  redeem,
  undo,
  paper,
  today,
  store,
  customer,
  tag,
  untag,
  doubts,
  merge,
  join,
  invite,
  staff,
  tiers,
  adviser,
  newCampaign,
  campaigns,
  segment,
  broadcast,
  calendar,
  limits,
  triggers,
  stats,
  console,
  links,
  report,
  rate,
  ask,
  survey,
  idea,
  ideas,
  tickets,
  feedback,
  summary,
  cancel,
  blocked,
  unblocked,
  unsend,
  unlink,
  unknown,
];

const byName = new Map(commands.map((command) => [command.name, command]));
// Other names under which a command is known, in every language.
const others: Record<string, string> = { v: 'check', verify: 'check', wallet: 'coupons', lang: 'language' };

/** The command of that name or English alias. */
export function commandNamed(name: string): Command | undefined {
  return byName.get(others[name] ?? name);
}

let table: ReadonlyMap<string, string> | undefined;

/** Words of all languages that mean a command, in lower case. */
export function aliases(shop: Shop): ReadonlyMap<string, string> {
  table ??= new Map(
    languages.flatMap((language) =>
      Object.entries(shop.words(language).aliases).flatMap(([name, words]) =>
        words.map((word) => [word, name] as const),
      ),
    ),
  );
  return table;
}
