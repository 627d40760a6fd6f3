import type { Format } from '../format.ts';
import { spaced, spacedAfter } from '../spaced.ts';
import type { Words } from '../words.ts';

export const customers = (f: Format): Words['customers'] => {
  const day = (month: number, date: number) =>
    f.date(new Date(Date.UTC(2000, month - 1, date, 12)), new Date(Date.UTC(2000, 5, 1)), 'UTC');
  return {
    pointsTitle: (balance) => `您有 ${f.number(balance)} 积分`,
    noPoints: () => `每次消费都能攒积分。`,
    owed: (points) => `有一笔核销已撤销，其中 ${f.number(points)} 积分会从您之后获得的积分里扣回。`,
    nextExpiry: (points, at, now) => `${f.number(points)} 积分可以用到 ${f.date(new Date(at.getTime() - 1), now)}。`,
    entry: (delta, reason, at, now) =>
      `${f.date(at, now)}  ${delta > 0 ? '+' : '−'}${f.number(Math.abs(delta))}  ${reason}`,
    reason: {
      purchase: () => `消费`,
      coupon: () => `优惠券`,
      undo: () => `撤销核销收回`,
      settle: () => `补扣撤销核销的积分`,
      spend: () => `使用`,
      grant: () => `商家赠送`,
      expiry: () => `到期`,
      link: () => `账号绑定`,
    },
    askBirthday: () => `请问您的生日是哪天？请发送月和日，例如 03-15；想加上年份也可以（1990-03-15）。`,
    birthdaySet: (month, date) => `谢谢！记下您的生日了：${day(month, date)}。`,
    birthdayIs: (month, date) => `您登记的生日：${day(month, date)}。`,
    zoneIs: (zone, now) =>
      `您的时区是 ${zone}，那里现在是 ${f.time(now, zone)}。我们按这个时间送上生日祝福，夜里不发优惠消息。`,
    askZone: () => `您那里不是这个时间吗？请选一个，或发送您的时区，例如 Europe/London。`,
    zoneSet: (zone, now) => `好的，之后以 ${zone} 的时间为准，那里现在是 ${f.time(now, zone)}。`,
    linkTitle: () => `在多个应用里使用同一个账号`,
    linkCode: (code, minutes) =>
      `请到另一个应用里私聊我们，并发送：\n/link ${code}\n\n这个代码只能用一次，${f.number(minutes)} 分钟内有效，之后两边都要请您确认。请不要把它发给任何人。`,
    linkEnter: () => `我有代码`,
    linkAskCode: () => `请发送另一个应用里显示的代码。`,
    linkPreview: (channel, name, coupons, points) =>
      `要把这个账号和${spaced(channel)}上的${spaced(name)}绑定吗？两个账号会合二为一：共 ${f.number(coupons)} 张优惠券、${f.number(points)} 积分，每人限领的张数也会合并计算。`,
    linkConfirm: () => `是的，绑定`,
    linkWaiting: () => `就快好了：请回到获取代码的那个应用里点确认。`,
    linkAskFirst: (channel, name) =>
      `${spacedAfter(channel)}上的${spaced(name)}想和这个账号绑定。是您本人就请确认；不是的话不用理会，什么都不会改变。`,
    linked: (coupons, points, ref) =>
      `绑定完成。不管从哪里找我们，您都有 ${f.number(coupons)} 张优惠券和 ${f.number(points)} 积分。不是您本人？请把这个编号给店员看，可以解除绑定：${ref}`,
    unlinkedByYou: () => `完成：两个账号已分开，各自保留自己的优惠券和积分，也都收到通知了。`,
    channel: (name: string): string =>
      ({ line: 'LINE', telegram: 'Telegram', web: '网页', terminal: '终端' })[name] ?? name,
    unlinked: () => `您的账号已经分开了。`,
    phoneKept: () => `谢谢，已记下您的手机号。`,
    phoneNowhere: () => `在这里没法确认号码是您本人的，所以不能登记。需要的话，请到柜台找店员帮忙。`,
    phoneWhy: () => `您的手机号会记在这个账号上，别人就不能拿去用在他们的账号。`,
    phoneAsk: () => `提供我的手机号`,
  };
};
