import type { Format } from '../format.ts';
import { spacedAfter } from '../spaced.ts';
import type { Words } from '../words.ts';

export const notices = (f: Format): Words['notices'] => ({
  birthdayTitle: (name) => `${name ? `${name}，` : ''}生日快乐！`,
  birthday: (late) =>
    late ? `${spacedAfter(f.brand)}迟来的祝福，心意不减。` : `${spacedAfter(f.brand)}祝您度过美好的一天。`,
  birthdayGift: () => `这是送您的礼物：`,
  expiringTitle: (count) => (count === 1 ? `您有一张优惠券即将到期` : `您有 ${f.number(count)} 张优惠券即将到期`),
  expiring: (name, until, now, zone) => `• ${name}：有效至 ${f.end(until, now, zone)}`,
  more: (count) => `• 还有 ${f.number(count)} 张`,
  useThem: () => `请在到期前到柜台出示使用。`,
});
