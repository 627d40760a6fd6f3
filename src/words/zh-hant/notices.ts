import type { Format } from '../format.ts';
import { spacedAfter } from '../spaced.ts';
import type { Words } from '../words.ts';

export const notices = (f: Format): Words['notices'] => ({
  birthdayTitle: (name) => `${name ? `${name}，` : ''}生日快樂！`,
  birthday: (late) =>
    late ? `${spacedAfter(f.brand)}遲來的祝福，心意不減。` : `${spacedAfter(f.brand)}祝您有美好的一天。`,
  birthdayGift: () => `這是送您的禮物：`,
  expiringTitle: (count) => (count === 1 ? `您有一張優惠券即將到期` : `您有 ${f.number(count)} 張優惠券即將到期`),
  expiring: (name, until, now, zone) => `• ${name}：有效至 ${f.end(until, now, zone)}`,
  more: (count) => `• 還有 ${f.number(count)} 張`,
  useThem: () => `請在到期前到櫃檯出示使用。`,
});
