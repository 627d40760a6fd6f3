import type { Format } from '../format.ts';
import { spacedBefore } from '../spaced.ts';
import type { Words } from '../words.ts';
import { marketingDesk } from './marketing-desk.ts';

const languages: Record<string, string> = { en: '英文', 'zh-hant': '繁体中文', 'zh-hans': '简体中文' };

/** How lines in the other languages begin. */
const others = (f: Format, language: string) =>
  f.list(
    Object.keys(languages)
      .filter((code) => languages[code] !== language)
      .map((code) => `“${code}: …”`),
    'or',
  );

export const marketing = (f: Format): Words['marketing'] => ({
  ...marketingDesk(f),
  titled: (step, of) => `新活动（${f.number(step)}/${f.number(of)}）`,
  now: (answer) => `目前：${answer}`,
  keep: () => `保持不变`,
  goesOn: () => `您有一个还没发布的活动，接着填：`,
  startOver: () => `重新开始`,
  left: () => `草稿已保留，发送 /new 就能接着填。`,
  dropped: () => `草稿已删除，没有发布任何活动。`,
  noDraft: () => `已经没有草稿了。可以新建一个活动，或看看已发布的活动。`,
  begin: () => `新活动`,
  none: () => `无`,
  language: (code) => languages[code] ?? languages.en!,
  ask: {
    kind: () => `这张优惠券要给什么优惠？`,
    amount: () => `立减多少钱？请发送金额，例如 20。`,
    percent: () => `打几折？请发送 8 折或 8.5 折，或减免的百分比，例如 20%。`,
    gift: (language) => `赠品是什么？请发送${language}的名称。要加其他语言，就再加一行，例如${others(f, language)}。`,
    points: () => `送多少积分？请发送数字，例如 50。`,
    cap: () => `最多减多少钱？请发送金额，例如 100。`,
    name: (language) =>
      `活动要叫什么名字？请发送${language}的名称。要加其他语言，就再加一行，例如${others(f, language)}。`,
    minimum: () => `满多少钱可用？请发送金额，例如 100。`,
    goods: () =>
      `哪些商品可用？请点选一种，或发送几个名称，用逗号分开；不适用的写在“不含”后面，例如“咖啡、茶，不含拿铁”。`,
    giftGoods: () => `购买哪些商品才送赠品？请点选一种，或发送几个名称，用逗号分开；不适用的写在“不含”后面。`,
    stores: () => `哪些门店可用？请点选一家，或发送几家门店的名称，用逗号分开。`,
    days: () => `星期几可用？请发送，例如“一三五”或“周一到周五”。`,
    hours: () => `什么时段可用？请发送，例如 14:00-17:00。`,
    stock: () => `一共多少张？请发送数字，例如 500。`,
    limits: () => `每人限领一张，没有其他限制，这样可以吗？`,
    person: () => `每人最多领几张？请发送数字。`,
    daily: () => `每天最多领几张？请发送数字。`,
    budget: () => `一共最多花多少钱？请发送金额；快要超过时就会停止领取。`,
    gifts: () => `一共准备几份赠品？请发送数字。`,
    from: (zone) => `什么时候开始领取？请发送日期，例如 2026-12-01，也可以加时间：2026-12-01 09:00（${zone}）。`,
    until: (zone) => `领取到什么时候？请发送最后一天，例如 2026-12-31，也可以加时间：2026-12-31 18:00（${zone}）。`,
    validity: () => `优惠券可以用多久？请发送最后一天，例如 2026-12-31，或领取后多久：48 小时、30 天。`,
    picture: () => `有图片吗？请发送图片网址，开头是 https。`,
  },
  wrong: {
    choice: () => `请从下面选一个。`,
    amount: () => `看不懂这个金额。`,
    percent: () => `看不懂这个折扣；百分比要在 0.01 到 100 之间。`,
    count: () => `请发送 1 以上的整数。`,
    texts: (most) => `格式不对：每种语言一行，每行最多 ${f.number(most)} 个字。`,
    brandText: (language) => `还缺${language}的内容。`,
    goods: (some) => `有些商品找不到。可以选的例如${spacedBefore(f.list(some))}。`,
    goodsClash: () => `同样的商品不能既适用又不适用，请只写在一边。`,
    stores: (names) => `没有这家门店。目前的门店有${spacedBefore(f.list(names))}。`,
    days: () => `看不懂是星期几。`,
    hours: () => `看不懂时段；结束时间要比开始时间晚。`,
    time: () => `看不懂这个日期或时间。`,
    past: () => `这个时间已经过了，请选之后的时间。`,
    beforeFrom: (from, now) => `这比开始领取的时间（${f.dateTime(from, now)}）还早。`,
    validity: () => `看不懂这个期限。`,
    picture: () => `这不是图片网址，开头要是 https。`,
  },
  choice: {
    amount: () => `立减金额`,
    percent: () => `打折`,
    gift: () => `赠品`,
    points: () => `送积分`,
    noCap: () => `不限`,
    noMinimum: () => `不限金额`,
    allGoods: () => `所有商品`,
    allStores: () => `所有门店`,
    everyDay: () => `每天`,
    workdays: () => `周一到周五`,
    weekend: () => `周六和周日`,
    allDay: () => `全天`,
    noLimit: () => `不限`,
    fine: () => `可以`,
    more: () => `更多限制`,
    fromNow: () => `现在开始`,
    noEnd: () => `不设期限`,
    hours: (n) => `${f.number(n)} 小时`,
    days: (n) => `${f.number(n)} 天`,
    noPicture: () => `不放图片`,
  },
  preview: (languages) => (languages > 1 ? `顾客会看到这样的内容，每种语言各一条：` : `顾客会看到这样的内容：`),
  ready: () => `这样可以吗？`,
  limit: {
    stock: (n) => (n === null ? `数量：不限` : `数量：${f.number(n)} 张`),
    person: (n) => `每人最多 ${f.number(n)} 张`,
    daily: (n) => `每天最多 ${f.number(n)} 张`,
    budget: (minor) => `最多花费 ${f.money(minor)}`,
    gifts: (n) => `赠品：${f.number(n)} 份`,
    from: (at, now, zone) => `${f.dateTime(at, now, zone)} 开始领取`,
    until: (at, now, zone) =>
      f.time(at, zone) === '00:00'
        ? `领取到 ${f.date(new Date(at.getTime() - 1), now, zone)}（含当天）`
        : `领取到 ${f.dateTime(at, now, zone)} 为止`,
    noEnd: () => `可领取到您停止为止`,
  },
  toPreview: () => `看预览`,
  publish: () => `发布`,
  published: (name, ref) => `“${name}”已发布，代号是 ${ref}。`,
  publishedLinks: () => `通过这些链接可以直接领取：`,
});
