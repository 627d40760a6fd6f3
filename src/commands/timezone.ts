import type { Button } from '../chat/channel.ts';
import { setZone } from '../customers/set-zone.ts';
import { minutesAhead } from '../lib/dates.ts';
import type { Command } from './command.ts';
import { customerButtons } from './help.ts';

const COMMON = [
  ...['Asia/Taipei', 'Asia/Tokyo', 'Asia/Bangkok', 'Asia/Kolkata', 'Asia/Dubai', 'Australia/Sydney'],
  ...['Europe/Berlin', 'Europe/London', 'America/New_York', 'America/Los_Angeles'],
];
const MOST_BUTTONS = 4;
const LONGEST_LABEL = 20;

/** `/timezone [Area/City]`: which clock we go by for this person, and another one. */
export const timezone: Command = {
  name: 'timezone',
  who: 'customer',
  async run({ tx, person, t, args, ask }) {
    const { customer } = person;
    if (args) {
      const zone = await setZone(tx, customer, args);
      return { text: t.customers.zoneSet(zone, tx.now), buttons: customerButtons(t) };
    }
    ask('/timezone');
    const zone = customer.zone ?? tx.shop.zone;
    return {
      text: `${t.customers.zoneIs(zone, tx.now)}\n\n${t.customers.askZone()}`,
      buttons: [...nearZones(tx.now, zone, tx.shop.zone), { label: t.chat.cancel(), says: '/cancel' }],
    };
  },
};

/** The shop's zone, then well-known ones with another clock, the nearest first. */
function nearZones(now: Date, zone: string, shopZone: string): Button[] {
  const ahead = (one: string) => minutesAhead(now, one);
  const away = (one: string) => Math.abs(ahead(one) - ahead(zone));
  const taken = new Set([ahead(zone), ahead(shopZone)]);
  const others = COMMON.filter((one) => !taken.has(ahead(one))).sort((one, other) => away(one) - away(other));
  return [...(shopZone === zone ? [] : [shopZone]), ...others]
    .slice(0, MOST_BUTTONS)
    .map((one) => ({ label: labelOf(one), says: `/timezone ${one}` }));
}

function labelOf(zone: string): string {
  return zone.length <= LONGEST_LABEL ? zone : zone.split('/').at(-1)!.slice(0, LONGEST_LABEL);
}
