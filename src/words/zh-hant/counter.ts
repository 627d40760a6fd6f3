import type { Format } from '../format.ts';
import { spaced, spacedAfter, spacedBefore } from '../spaced.ts';
import type { Words } from '../words.ts';
import { roleName } from './roles.ts';

export const counter = (f: Format): Words['counter'] => ({
  forWhom: (what, holder) => `${what}，持有人：${holder}`,
  good: {
    state: () => `還沒用過`,
    store: (store) => `${spacedAfter(store)}可以用`,
    weekday: () => `今天可以用`,
    hours: (from, until) => `現在可以用（${from}–${until}）`,
    minimum: (minimum) => `已消費滿 ${f.money(minimum)}`,
    amount: () => `已有消費金額`,
    gift: (left) => (left === 1 ? `最後一份贈品` : `贈品還有 ${f.number(left)} 份`),
  },
  sum: (order, discount) => `${f.money(order)} − ${f.money(discount)} = 應付 ${f.money(order - discount)}`,
  handOver: (gift) => `請交給顧客：${gift}`,
  askAmount: () => `消費金額是多少？請直接傳數字，例如 158。`,
  askMinimum: (minimum) => `${minimum}。請傳消費金額，例如 158。`,
  mayAmount: () => `也可以傳消費金額，顧客就能累積點數。`,
  redeem: () => `核銷`,
  undo: () => `取消核銷`,
  askCode: () => `請傳優惠券代碼，或掃描 QR 碼。`,
  done: (gave) =>
    [
      `${f.time(gave.at)} 核銷完成`,
      gave.discountMinor > 0 ? `−${f.money(gave.discountMinor)}` : '',
      gave.paidMinor !== null ? `應付 ${f.money(gave.paidMinor)}` : '',
      gave.points + gave.earned > 0 ? `+${f.number(gave.points + gave.earned)} 點` : '',
      gave.store ?? '',
    ]
      .filter(Boolean)
      .join(' · '),
  receiptTitle: () => `使用明細`,
  receipt: (gave) =>
    [
      `「${gave.name}」已於 ${f.time(gave.at)} ${gave.store ? `在${spaced(gave.store)}` : ''}使用。`,
      gave.order !== null && gave.paidMinor !== null
        ? gave.discountMinor > 0
          ? `${f.money(gave.order)} − ${f.money(gave.discountMinor)} = ${f.money(gave.paidMinor)}`
          : `實付 ${f.money(gave.paidMinor)}`
        : gave.discountMinor > 0
          ? `折抵 ${f.money(gave.discountMinor)}`
          : '',
      gave.gift ? `免費送：${gave.gift}` : '',
      gave.points + gave.earned > 0 ? `+${f.number(gave.points + gave.earned)} 點` : '',
      `不是您本人用的嗎？請馬上告訴店員。`,
    ]
      .filter(Boolean)
      .join('\n'),
  undoneTitle: () => `已取消核銷`,
  undoneNotice: ({ name, usable, revoked, taken, owed }) =>
    [
      `「${name}」的核銷已取消。${usable ? '這張優惠券可以再用：/coupons' : revoked ? '這張優惠券已由店家收回。' : '但這張優惠券已經過期，不能再用。'}`,
      taken > 0 ? `已收回 ${f.number(taken)} 點。` : '',
      owed > 0 ? `其中 ${f.number(owed)} 點已經用掉，會從之後的點數扣回。` : '',
    ]
      .filter(Boolean)
      .join('\n'),
  undone: ({ name, usable, revoked, discountMinor, taken, owed }) =>
    [
      `已取消核銷：${name}。${usable ? '這張優惠券可以再用。' : revoked ? '這張優惠券已由店家收回。' : '但這張優惠券已經過期，不能再用。'}`,
      discountMinor > 0 ? `折抵的 ${f.money(discountMinor)} 不再有效。` : '',
      taken > 0 ? `已收回 ${f.number(taken)} 點。` : '',
      owed > 0 ? `有 ${f.number(owed)} 點已經用掉，會從之後的點數扣回。` : '',
    ]
      .filter(Boolean)
      .join('\n'),
  askReason: () => `為什麼要取消核銷？請傳原因。`,
  todayTitle: (store) => (store ? `今天，${store}` : `今天`),
  todayNone: () => `今天還沒有核銷。`,
  todayMine: (count, discount) => `您核銷：${tally(f, count, discount)}`,
  todayAll: (count, discount) => `合計：${tally(f, count, discount)}`,
  todayCoupon: (name, count, discount) => `${name}：${tally(f, count, discount)}`,
  todayLine: (line, zone) =>
    `${line.number}. ${f.time(line.at, zone)} ${line.name}${line.discount > 0 ? ` −${f.money(line.discount)}` : ''}${line.staff ? `，${line.staff}` : ''}${line.undone ? '（已取消）' : ''}`,
  todayUndo: () => `要取消某一筆，請傳編號和原因，例如：/undo 3 重複核銷`,
  storeChosen: (store) => `好的，您現在在${spacedBefore(store)}。`,
  storeIs: (store) => `您目前在${spacedBefore(store)}。`,
  storeAsk: () => `請問您在哪間門市？`,
  storeNone: () => `還沒有門市，不過一樣能核銷。老闆可以用 /store new 加上名稱來新增。`,
  storeCity: (store, city) => `好的，${spacedAfter(store)}在${spacedBefore(city)}。`,
  storeOpened: (store) => `已新增門市：${store}。`,
  role: (role) => roleName(role),
  short: {
    check: '查驗代碼',
    redeem: '核銷',
    undo: '取消核銷',
    today: '今日紀錄',
    store: '選擇門市',
    new: '新活動',
    campaigns: '活動列表',
    broadcast: '推播',
    stats: '成效',
    report: '報表',
    invite: '邀請員工',
    staff: '員工名單',
  },
  joinAsk: () => `請傳邀請碼，就是您收到的那十個英文字母和數字。`,
  joined: (role, store) =>
    `歡迎加入！您現在是${store ? `${spaced(store)}的` : ''}${roleName(role)}。傳優惠券代碼就能查驗，或選擇：`,
  inviteAsk: () => `要邀請哪一種身分？店員可以核銷，店長還能取消核銷，行銷人員發布活動，老闆什麼都可以。`,
  inviteStore: () => `哪一間門市？`,
  allStores: () => `所有門市`,
  invite: ({ role, store, until, now, secret, telegram }) =>
    `${store ? `${spacedAfter(store)}的` : ''}${roleName(role)}邀請碼，限一人使用，${f.dateTime(until, now)} 前有效。請對方傳給我們：\n\n/join ${secret}${telegram ? `\n\n用 Telegram 的話，點這個連結就可以：https://t.me/${telegram}?start=join-${secret}` : ''}`,
  staffTitle: () => `員工名單`,
  staffLine: (name, role, store) => `${name ?? '（沒有名字）'}：${roleName(role)}${store ? `，${store}` : ''}`,
  end: (name) => `停用${spacedBefore(name ?? '（沒有名字）')}`,
  ended: (name) => `${spacedAfter(name ?? '（沒有名字）')}的權限已停用，即刻生效。`,
  pausedNotice: (name, until) =>
    `${spacedAfter(name)}在十分鐘內輸入了五組不存在的優惠券代碼，查驗已暫停到 ${f.time(until)}。`,
});

function tally(f: Format, count: number, discount: number): string {
  return `${f.number(count)} 筆${discount > 0 ? `，折抵 ${f.money(discount)}` : ''}`;
}
