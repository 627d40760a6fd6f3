import type { Format } from '../format.ts';
import { spaced, spacedAfter } from '../spaced.ts';
import type { Words } from '../words.ts';

export const customers = (f: Format): Words['customers'] => {
  const day = (month: number, date: number) =>
    f.date(new Date(Date.UTC(2000, month - 1, date, 12)), new Date(Date.UTC(2000, 5, 1)), 'UTC');
  return {
    pointsTitle: (balance) => `您有 ${f.number(balance)} 點`,
    noPoints: () => `每次消費都能累積點數。`,
    owed: (points) => `有一筆核銷已取消，其中 ${f.number(points)} 點會從您之後獲得的點數扣回。`,
    nextExpiry: (points, at, now) => `${f.number(points)} 點可以用到 ${f.date(new Date(at.getTime() - 1), now)}。`,
    entry: (delta, reason, at, now) =>
      `${f.date(at, now)}  ${delta > 0 ? '+' : '−'}${f.number(Math.abs(delta))}  ${reason}`,
    reason: {
      purchase: () => `消費`,
      coupon: () => `優惠券`,
      undo: () => `取消核銷收回`,
      settle: () => `補扣取消核銷的點數`,
      spend: () => `使用`,
      grant: () => `店家贈送`,
      expiry: () => `到期`,
      link: () => `帳號綁定`,
    },
    askBirthday: () => `請問您的生日是哪一天？請傳月和日，例如 03-15；想加上年份也可以（1990-03-15）。`,
    birthdaySet: (month, date) => `謝謝！記下您的生日了：${day(month, date)}。`,
    birthdayIs: (month, date) => `您登記的生日：${day(month, date)}。`,
    zoneIs: (zone, now) =>
      `您的時區是 ${zone}，那裡現在是 ${f.time(now, zone)}。我們照這個時間送上生日祝福，夜裡不傳優惠訊息。`,
    askZone: () => `您那裡不是這個時間嗎？請選一個，或傳送您的時區，例如 Europe/London。`,
    zoneSet: (zone, now) => `好的，之後以 ${zone} 的時間為準，那裡現在是 ${f.time(now, zone)}。`,
    linkTitle: () => `在多個 App 使用同一個帳號`,
    linkCode: (code, minutes) =>
      `請到另一個 App 私訊我們，並傳送：\n/link ${code}\n\n這組代碼只能用一次，${f.number(minutes)} 分鐘內有效，之後兩邊都要請您確認。請不要把它傳給任何人。`,
    linkEnter: () => `我有代碼`,
    linkAskCode: () => `請傳送另一個 App 上顯示的代碼。`,
    linkPreview: (channel, name, coupons, points) =>
      `要把這個帳號和${spaced(channel)}上的${spaced(name)}綁定嗎？兩個帳號會合而為一：共 ${f.number(coupons)} 張優惠券、${f.number(points)} 點，每人限領的張數也會合併計算。`,
    linkConfirm: () => `是的，綁定`,
    linkWaiting: () => `就快好了：請回到取得代碼的那個 App 按確認。`,
    linkAskFirst: (channel, name) =>
      `${spacedAfter(channel)}上的${spaced(name)}想和這個帳號綁定。是您本人就請確認；不是的話請不用理會，什麼都不會改變。`,
    linked: (coupons, points, ref) =>
      `綁定完成。不管從哪裡找我們，您都有 ${f.number(coupons)} 張優惠券和 ${f.number(points)} 點。不是您本人？請把這個編號給店員看，可以解除綁定：${ref}`,
    unlinkedByYou: () => `完成：兩個帳號已分開，各自保有自己的優惠券和點數，也都收到通知了。`,
    channel: (name: string): string =>
      ({ line: 'LINE', telegram: 'Telegram', web: '網頁', terminal: '終端機' })[name] ?? name,
    unlinked: () => `您的帳號已經分開了。`,
    phoneKept: () => `謝謝，已記下您的電話號碼。`,
    phoneNowhere: () => `在這裡沒辦法確認號碼是您本人的，所以不能登記。需要的話，請到櫃檯找店員幫忙。`,
    phoneWhy: () => `您的電話號碼會記在這個帳號上，別人就不能拿去用在他們的帳號。`,
    phoneAsk: () => `提供我的電話號碼`,
  };
};
