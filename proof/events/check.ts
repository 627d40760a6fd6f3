import type { Plot } from '../lib/ground.ts';
import { codes, plainCode } from '../lib/people.ts';
import { type Findings, openFindings } from '../lib/proof.ts';
import type { Shop } from '../lib/shop.ts';
import type { Line } from './post.ts';

interface Told {
  channel: string;
  who: string;
  text: string;
}

/** Effects against distinct events, and what stands on people's screens against what they are owed. */
export async function check(plot: Plot, shop: Shop, lines: Line[]): Promise<Findings> {
  const { problems, found } = openFindings();
  const said = new Map<string, Told>();
  const acknowledged = new Set<string>();
  const counts = { sends: 0, acknowledged: 0, cut: 0, refused: 0 };
  for (const line of lines) {
    counts[line.at]++;
    const key = `${line.channel} ${line.event}`;
    if (line.at === 'sends') said.set(key, line);
    if (line.at === 'acknowledged') acknowledged.add(key);
  }
  const inbox = await plot.rows<{ key: string; answered: boolean }>(
    `select channel || ' ' || event_id as key, answered_at is not null as answered from inbox_event`,
  );
  const heard = new Map(inbox.map(({ key, answered }) => [key, answered]));
  if (inbox.length !== said.size) found(`${inbox.length} events are in the inbox, ${said.size} were sent`);
  for (const key of acknowledged) if (!heard.has(key)) found(`${key} was acknowledged and is not there`);
  const silent = inbox.filter(({ answered }) => !answered).length;
  if (silent > 0) found(`${silent} events were never answered`);

  const told = [...said.values()];
  await checkEffects(plot, told, found);
  const answers = await checkScreens(plot, shop, told, found);
  const complaints = [...shop.line.violations, ...shop.telegram.violations].filter(
    // A repeat that comes after a crash is answered by its token again, which nobody could know was used.
    (one) => !/token was used twice/.test(one),
  );
  for (const one of complaints.slice(0, 5)) found(`a platform complains: ${one}`);
  return {
    problems,
    figure:
      `${said.size} distinct events in ${counts.sends} deliveries (${counts.sends - said.size} repeats, ${counts.cut} cut, ${counts.refused} not taken) ` +
      `had ${inbox.length} effects; ${acknowledged.size} acknowledged, all there and answered; ${answers}`,
  };
}

async function checkEffects(plot: Plot, told: Told[], found: (problem: string) => void): Promise<void> {
  const count = (start: string) => told.filter(({ text }) => text.startsWith(start)).length;
  const wanted: [string, string, number][] = [
    ['people joined', 'select count(*) from customer where joined_at is not null', count('/agree')],
    ['consents', 'select count(*) from consent', 2 * count('/agree')],
    ['coupons', 'select count(*) from coupon', count('/claim')],
    ['coupons counted', 'select coalesce(sum(claimed), 0) as count from campaign', count('/claim')],
    ['redemptions', 'select count(*) from redemption', count('/redeem')],
    ['redemptions undone', 'select count(*) from redemption where undone_at is not null', count('/undo')],
    ['purchases', 'select count(*) from purchase', count('/redeem')],
    ['deliveries that ended badly', `select count(*) from delivery where state not in ('sent', 'waiting')`, 0],
    ['deliveries left', `select count(*) from delivery where state = 'waiting'`, 0],
    ['events left', 'select count(*) from inbox_waiting', 0],
  ];
  for (const [name, text, is] of wanted) {
    const [row] = await plot.rows<{ count: string }>(text);
    if (Number(row!.count) !== is) found(`${name}: ${row!.count}, and there should be ${is}`);
  }
}

/** Each person has at least as many answers as events, each code they hold, and each code always in the same words. */
async function checkScreens(
  plot: Plot,
  { line, telegram }: Shop,
  told: Told[],
  found: (problem: string) => void,
): Promise<string> {
  const coupons = await plot.rows<{ id: string; channel: string; who: string }>(
    'select c.id, i.channel, i.address as who from coupon c join identity i on i.customer_id = c.customer_id',
  );
  const held = Map.groupBy(coupons, ({ channel, who }) => `${channel} ${who}`);
  let answers = 0;
  let copies = 0;
  for (const [key, events] of Map.groupBy(told, ({ channel, who }) => `${channel} ${who}`)) {
    const { channel, who } = events[0]!;
    const phone = channel === 'line' ? line.person(who) : telegram.person(Number(who));
    const seen = phone.seen();
    answers += events.length;
    copies += seen.length;
    if (seen.length < events.length) found(`${key} has ${seen.length} messages for ${events.length} events`);
    const words = new Map<string, string>();
    for (const bubble of seen) {
      const token = bubble.buttons.find(({ says = '' }) => says.startsWith('/undo '))?.says;
      const about = bubble.code ? plainCode(bubble.code) : token;
      if (!about) continue;
      const text = `${bubble.title ?? ''}\n${bubble.text}`;
      if (words.has(about) && words.get(about) !== text)
        found(`${key} was told two things of ${about}: ${words.get(about)} / ${text}`);
      words.set(about, text);
    }
    for (const { id } of held.get(key) ?? [])
      if (!words.has(codes.codeOf(id))) found(`${key} never saw ${codes.codeOf(id)}`);
    const redeemed = events.filter(({ text }) => text.startsWith('/redeem')).length;
    const uses = [...words.keys()].filter((about) => about.startsWith('/undo ')).length;
    if (uses !== redeemed) found(`${key} redeemed ${redeemed} codes and was told of ${uses}`);
  }
  return `${answers} answers owed, ${copies} messages on the screens (with receipts), repeats in the same words`;
}
