import type { Store } from '../../entities/store.ts';
import type { CampaignInput } from '../../src/campaigns/terms.ts';
import { demoCampaigns } from '../../src/demo/demo-campaigns.ts';
import { instantOf } from '../../src/lib/dates.ts';
import { readAmount } from '../../src/lib/money.ts';
import type { Shop } from '../../src/shop.ts';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** `LATTE, stock 1, at Market`: a campaign of the demo shop, with what is different about it. */
export function readCampaign(shop: Shop, about: string, stores: Store[]): CampaignInput {
  const [ref = '', ...more] = about.split(/, */);
  const [, base = '', alias] = /^(\w+)(?: as (\w+))?$/.exec(ref)!;
  const found = demoCampaigns(shop).find((one) => one.ref === base);
  if (!found) throw new Error(`The demo shop has no campaign ${base}`);
  const campaign = structuredClone({ ...found, ...(alias && { ref: alias }) });
  const { terms } = campaign;
  const money = (text: string) => readAmount(text, shop.currency)!;
  const instant = (text: string) => {
    const [date = '', time = '00:00'] = text.split(' ');
    return instantOf(date, shop.zone, time).toISOString();
  };
  const facts: [RegExp, (value: string, second: string) => unknown][] = [
    [/^stock (\d+)$/, (n) => Object.assign(campaign, { stock: Number(n), giftStock: null })],
    [/^gifts (\d+)$/, (n) => Object.assign(campaign, { giftStock: Number(n), stock: null })],
    [/^per person (\d+)$/, (n) => Object.assign(campaign, { perCustomer: Number(n) })],
    [/^per day (\d+)$/, (n) => Object.assign(campaign, { perDay: Number(n), stock: null, giftStock: null })],
    [/^budget (\S+)$/, (n) => Object.assign(campaign, { budgetMinor: money(n) })],
    [/^uncapped$/, () => Object.assign(campaign, { budgetMinor: null }) && delete terms.capMinor],
    [/^minimum (\S+)$/, (n) => Object.assign(terms, { minimumMinor: money(n) })],
    [/^claim from (.+)$/, (at) => Object.assign(campaign, { claimFrom: instant(at) })],
    [/^claim until (.+)$/, (at) => Object.assign(campaign, { claimUntil: instant(at) })],
    [/^good for (\d+) (days|hours)$/, (n, unit) => Object.assign(terms, { validity: { [unit]: Number(n) } })],
    [/^good through (\S+)$/, (until) => Object.assign(terms, { validity: { until } })],
    [
      /^on ([A-Z][A-Za-z ]+)$/,
      (days) => Object.assign(terms, { weekdays: days.split(' ').map((day) => DAYS.indexOf(day) + 1) }),
    ],
    [/^from ([\d:]+) to ([\d:]+)$/, (from, until) => Object.assign(terms, { hours: { from, until } })],
    [
      /^at (.+)$/,
      (name) =>
        Object.assign(terms, {
          stores: stores.filter((one) => name.split(' or ').includes(one.name)).map((one) => one.id),
        }),
    ],
    [/^named (.+)$/, (name) => Object.assign(terms, { name: { en: name } })],
    [/^described (.+)$/, (text) => Object.assign(terms, { description: { en: text } })],
    [/^only given$/, () => Object.assign(campaign, { purpose: 'given' })],
    [/^pictured$/, () => Object.assign(terms, { image: 'https://shop.example/pictures/latte.jpg' })],
  ];
  for (const fact of more) {
    const [shape, change] = facts.find(([one]) => one.test(fact)) ?? [];
    if (!shape || !change) throw new Error(`Nobody knows what “${fact}” means for a campaign`);
    const [, value = '', second = ''] = shape.exec(fact)!;
    change(value, second);
  }
  return campaign;
}
