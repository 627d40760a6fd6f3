import type { Format } from '../format.ts';
import { spaced, spacedAfter } from '../spaced.ts';
import type { Words } from '../words.ts';

type Told = Parameters<Words['live']['claim']>[0];

export const live = (f: Format): Words['live'] => ({
  claim: (one) => `${who(one)}${one.channel ? `在${spaced(one.channel)}` : ''}領取了${called(one)}`,
  redemption: (one) =>
    [
      `${who(one)}${at(one)}核銷了${called(one)}`,
      one.orderMinor === null ? '' : `消費 ${f.money(one.orderMinor)}`,
      one.discountMinor ? `折抵 ${f.money(one.discountMinor)}` : '',
    ]
      .filter(Boolean)
      .join('，'),
  undo: (one) => `取消核銷：${who(one)}的${called(one)}${one.store === null ? '' : `（${one.store}）`}`,
  rating: (one) => `${who(one)}${at(one)}${one.name === null ? '' : `為${called(one)}`}評了 ${one.stars}`,
  time: (when, zone) => f.time(when, zone),
  dateTime: (when, now, zone) => f.dateTime(when, now, zone),
});

const who = ({ customer }: Told) => spacedAfter(customer);
const called = ({ name }: Told) => (name === null ? '優惠券' : `「${name}」`);
const at = ({ store }: Told) => (store === null ? '' : `在${spaced(store)}`);
