import { setPersonal } from '../suggestions/set-personal.ts';
import type { Words } from '../words/index.ts';
import type { Command } from './command.ts';
import { customerButtons } from './help.ts';

/** `/personal [on|off]`: whether coupons come in an order of one's own, with the reason. */
export const personal: Command = {
  name: 'personal',
  who: 'customer',
  async run({ tx, person: { customer }, t, args }) {
    const said = t.suggestions;
    const wanted = readSwitch(args);
    if (wanted === undefined) {
      return {
        title: said.personalTitle(),
        text: customer.noPersonal ? said.personalIsOff() : said.personalIsOn(),
        buttons: [personalButton(t, customer.noPersonal)],
      };
    }
    await setPersonal(tx, customer, wanted);
    return { text: wanted ? said.personalOn() : said.personalOff(), buttons: customerButtons(t) };
  },
};

/** The way to the other choice. */
export function personalButton(t: Words, off: boolean) {
  return off
    ? { label: t.suggestions.turnOn(), says: '/personal on' }
    : { label: t.suggestions.turnOff(), says: '/personal off' };
}

function readSwitch(args: string): boolean | undefined {
  if (/^(on|yes|開|开|開啟|开启|要)$/i.test(args)) return true;
  return /^(off|no|關|关|關閉|关闭|不要)$/i.test(args) ? false : undefined;
}
