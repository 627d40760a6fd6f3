import type { Format } from '../format.ts';
import { spaced, spacedAfter, spacedBefore } from '../spaced.ts';
import type { Words } from '../words.ts';
import { roleName } from './roles.ts';

export const counter = (f: Format): Words['counter'] => ({
  forWhom: (what, holder) => `${what}，持有人：${holder}`,
  good: {
    state: () => `还没用过`,
    store: (store) => `${spacedAfter(store)}可以用`,
    weekday: () => `今天可以用`,
    hours: (from, until) => `现在可以用（${from}–${until}）`,
    minimum: (minimum) => `已消费满 ${f.money(minimum)}`,
    amount: () => `已有消费金额`,
    gift: (left) => (left === 1 ? `最后一份赠品` : `赠品还有 ${f.number(left)} 份`),
  },
  sum: (order, discount) => `${f.money(order)} − ${f.money(discount)} = 应付 ${f.money(order - discount)}`,
  handOver: (gift) => `请交给顾客：${gift}`,
  askAmount: () => `消费金额是多少？请直接发送数字，例如 158。`,
  askMinimum: (minimum) => `${minimum}。请发送消费金额，例如 158。`,
  mayAmount: () => `也可以发送消费金额，顾客就能累积积分。`,
  redeem: () => `核销`,
  undo: () => `撤销核销`,
  askCode: () => `请发送优惠券代码，或扫描二维码。`,
  done: (gave) =>
    [
      `${f.time(gave.at)} 核销完成`,
      gave.discountMinor > 0 ? `−${f.money(gave.discountMinor)}` : '',
      gave.paidMinor !== null ? `应付 ${f.money(gave.paidMinor)}` : '',
      gave.points + gave.earned > 0 ? `+${f.number(gave.points + gave.earned)} 积分` : '',
      gave.store ?? '',
    ]
      .filter(Boolean)
      .join(' · '),
  receiptTitle: () => `使用明细`,
  receipt: (gave) =>
    [
      `“${gave.name}”已于 ${f.time(gave.at)} ${gave.store ? `在${spaced(gave.store)}` : ''}使用。`,
      gave.order !== null && gave.paidMinor !== null
        ? gave.discountMinor > 0
          ? `${f.money(gave.order)} − ${f.money(gave.discountMinor)} = ${f.money(gave.paidMinor)}`
          : `实付 ${f.money(gave.paidMinor)}`
        : gave.discountMinor > 0
          ? `减 ${f.money(gave.discountMinor)}`
          : '',
      gave.gift ? `免费送：${gave.gift}` : '',
      gave.points + gave.earned > 0 ? `+${f.number(gave.points + gave.earned)} 积分` : '',
      `不是您本人用的吗？请马上告诉店员。`,
    ]
      .filter(Boolean)
      .join('\n'),
  undoneTitle: () => `已撤销核销`,
  undoneNotice: ({ name, usable, revoked, taken, owed }) =>
    [
      `“${name}”的核销已撤销。${usable ? '这张优惠券可以再用：/coupons' : revoked ? '这张优惠券已由商家收回。' : '但这张优惠券已经过期，不能再用。'}`,
      taken > 0 ? `已收回 ${f.number(taken)} 积分。` : '',
      owed > 0 ? `其中 ${f.number(owed)} 积分已经用掉，会从之后的积分扣回。` : '',
    ]
      .filter(Boolean)
      .join('\n'),
  undone: ({ name, usable, revoked, discountMinor, taken, owed }) =>
    [
      `已撤销核销：${name}。${usable ? '这张优惠券可以再用。' : revoked ? '这张优惠券已由商家收回。' : '但这张优惠券已经过期，不能再用。'}`,
      discountMinor > 0 ? `减免的 ${f.money(discountMinor)} 不再有效。` : '',
      taken > 0 ? `已收回 ${f.number(taken)} 积分。` : '',
      owed > 0 ? `有 ${f.number(owed)} 积分已经用掉，会从之后的积分扣回。` : '',
    ]
      .filter(Boolean)
      .join('\n'),
  askReason: () => `为什么要撤销核销？请发送原因。`,
  todayTitle: (store) => (store ? `今天，${store}` : `今天`),
  todayNone: () => `今天还没有核销。`,
  todayMine: (count, discount) => `您核销：${tally(f, count, discount)}`,
  todayAll: (count, discount) => `合计：${tally(f, count, discount)}`,
  todayCoupon: (name, count, discount) => `${name}：${tally(f, count, discount)}`,
  todayLine: (line, zone) =>
    `${line.number}. ${f.time(line.at, zone)} ${line.name}${line.discount > 0 ? ` −${f.money(line.discount)}` : ''}${line.staff ? `，${line.staff}` : ''}${line.undone ? '（已撤销）' : ''}`,
  todayUndo: () => `要撤销某一笔，请发送编号和原因，例如：/undo 3 重复核销`,
  storeChosen: (store) => `好的，您现在在${spacedBefore(store)}。`,
  storeIs: (store) => `您目前在${spacedBefore(store)}。`,
  storeAsk: () => `您在哪家门店？`,
  storeNone: () => `还没有门店，不过一样能核销。老板可以用 /store new 加上名称来添加。`,
  storeCity: (store, city) => `好的，${spacedAfter(store)}在${spacedBefore(city)}。`,
  storeOpened: (store) => `已添加门店：${store}。`,
  role: (role) => roleName(role),
  short: {
    check: '查验代码',
    redeem: '核销',
    undo: '撤销核销',
    today: '今日记录',
    store: '选择门店',
    new: '新活动',
    campaigns: '活动列表',
    broadcast: '群发',
    stats: '效果',
    report: '报表',
    invite: '邀请员工',
    staff: '员工名单',
  },
  joinAsk: () => `请发送邀请码，就是您收到的那十位字母和数字。`,
  joined: (role, store) =>
    `欢迎加入！您现在是${store ? `${spaced(store)}的` : ''}${roleName(role)}。发送优惠券代码就能查验，或选择：`,
  inviteAsk: () => `要邀请哪一种身份？店员可以核销，店长还能撤销核销，营销人员发布活动，老板什么都可以。`,
  inviteStore: () => `哪一家门店？`,
  allStores: () => `所有门店`,
  invite: ({ role, store, until, now, secret, telegram }) =>
    `${store ? `${spacedAfter(store)}的` : ''}${roleName(role)}邀请码，限一人使用，${f.dateTime(until, now)} 前有效。请对方发给我们：\n\n/join ${secret}${telegram ? `\n\n用 Telegram 的话，点这个链接就行：https://t.me/${telegram}?start=join-${secret}` : ''}`,
  staffTitle: () => `员工名单`,
  staffLine: (name, role, store) => `${name ?? '（没有名字）'}：${roleName(role)}${store ? `，${store}` : ''}`,
  end: (name) => `停用${spacedBefore(name ?? '（没有名字）')}`,
  ended: (name) => `${spacedAfter(name ?? '（没有名字）')}的权限已停用，即刻生效。`,
  pausedNotice: (name, until) =>
    `${spacedAfter(name)}在十分钟内输入了五个不存在的优惠券代码，查验已暂停到 ${f.time(until)}。`,
});

function tally(f: Format, count: number, discount: number): string {
  return `${f.number(count)} 笔${discount > 0 ? `，减免 ${f.money(discount)}` : ''}`;
}
