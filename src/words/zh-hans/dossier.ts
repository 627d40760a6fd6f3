import type { dossierRefusals as english } from '../en/dossier.ts';
import type { Format } from '../format.ts';
import { spaced, spacedAfter, spacedBefore } from '../spaced.ts';
import type { Words } from '../words.ts';
import { did } from './timeline.ts';

export const dossier = (f: Format): Words['dossier'] => ({
  ask: () => `要找哪位顾客？请发送姓名、手机号或优惠券代码。`,
  askCode: () => `要找哪位顾客？请发送对方的优惠券代码或手机号。`,
  which: () => `是哪一位？`,
  candidate: ({ name, phone, lastAt, now }) =>
    [name || '（没有名字）', phone ? `…${phone}` : '', lastAt ? f.date(lastAt, now) : '没消费过']
      .filter(Boolean)
      .join(' '),
  noName: () => `（没有名字）`,
  since: (at, now) => `${f.date(at, now)}加入会员`,
  notJoined: () => `还没加入会员`,
  phone: (digits, whole) => (whole ? `手机号：${digits}` : `手机尾号 ${digits}`),
  birthday: (month, day, year) =>
    `生日：${year ? `${year} 年 ` : ''}${f.date(new Date(Date.UTC(2000, month - 1, day, 12)), new Date(Date.UTC(2000, 5, 1)), 'UTC')}`,
  speaks: (language) => `语言：${language}`,
  on: (channels) => `联系渠道：${f.list(channels)}`,
  away: (channel) => `${channel}（联系不到）`,
  tier: (tier, until, now) => (until ? `${tier}，至少到 ${f.date(until, now)}` : tier),
  points: (balance) => `${f.number(balance)} 积分`,
  noPurchases: () => `还没有消费记录`,
  purchases: (count, minor) => `消费 ${f.number(count)} 次，共 ${f.money(minor)}`,
  every: (days) => `通常每 ${f.number(days)} 天来一次`,
  last: (at, now) => `最近一次是 ${f.date(at, now)}`,
  day: (at, now) => f.date(at, now),
  behaviour: {
    active: () => `活跃`,
    slipping: () => `快流失`,
    lost: () => `已流失`,
  },
  habit: (store) => `常去${spacedBefore(store)}`,
  product: (name, count) => `${name}（${f.number(count)}）`,
  products: (products) => `常买${spacedBefore(products.join('、'))}`,
  coupons: (claimed, used, open) =>
    `优惠券：领过 ${f.number(claimed)} 张，用了 ${f.number(used)} 张，还能用 ${f.number(open)} 张`,
  tags: (tags) => `标签：${tags.join('、')}`,
  rated: (average, count) => `平均 ${f.number(average)} 星，共 ${f.number(count)} 条评分`,
  words: (words, at, now) => `${f.date(at, now)}：“${words}”`,
  tickets: (open, closed) => `等待回复：${f.number(open)} 件${closed > 0 ? `（已回复 ${f.number(closed)} 件）` : ''}`,
  messages: (facts) =>
    `消息：已发送 ${f.number(facts.sent)} 条${facts.not > 0 ? `，没发到 ${f.number(facts.not)} 条` : ''}${facts.waiting > 0 ? `，等待发送 ${f.number(facts.waiting)} 条` : ''}`,
  pages: {
    orders: () => `消费记录`,
    coupons: () => `优惠券`,
    messages: () => `消息记录`,
    all: () => `全部动态`,
    sources: () => `资料来源`,
  },
  from: {
    fact: {
      name: (source) => `姓名：${source}`,
      birthday: (source) => `生日：${source}`,
      phone: (source) => `电话：${source}`,
    },
    self: (at, now) => `本人告知，${f.date(at, now)}`,
    channel: (channel, at, now) => `${spacedAfter(channel)}账号，${f.date(at, now)}`,
    file: (file, at, now) =>
      [file ? `文件${spacedBefore(file)}` : '导入的文件', at ? f.date(at, now) : ''].filter(Boolean).join('，'),
    unknown: () => `当时没有记录来源`,
    by: { staff: () => `店员`, file: () => `导入的文件`, machine: () => `系统或 API` },
    tag: (tag, by, at, now) => `标签“${tag}”：${by}，${f.date(at, now)}`,
    order: (source, count) => `${spacedAfter(source === 'redemption' ? '用券' : source)} ${f.number(count)} 笔`,
    orders: (orders) => `消费：${orders.join('、')}`,
  },
  pageTitle: (page, name) => `${page}：${name}`,
  nothing: () => `这里还没有记录。`,
  tag: () => `标签`,
  toCard: () => `回到顾客档案`,
  when: (at, now) => f.dateTime(at, now),
  line: (at, now, text) => `${f.dateTime(at, now)} · ${text}`,
  did: did(f),
  coupon: {
    open: (name, ref, until) => `○ ${name}（${ref}）· ${until}`,
    used: (facts) =>
      [
        `✓ ${facts.name}（${facts.ref}）· ${f.dateTime(facts.at, facts.now)} 使用`,
        facts.store ?? '',
        facts.staff ? `核销：${facts.staff}` : '',
        facts.order === null ? '' : `消费 ${f.money(facts.order)}`,
        facts.discount > 0 ? `−${f.money(facts.discount)}` : '',
      ]
        .filter(Boolean)
        .join(' · '),
    expired: (name, ref, at, now) => `✗ ${name}（${ref}）· ${f.date(at, now)}过期`,
    revoked: (name, ref) => `✗ ${name}（${ref}）· 商家已收回`,
  },
  tagsTitle: () => `使用中的标签`,
  noTags: () => `还没有标签。请发送 /tag 加上顾客和一两个词，例如：/tag 小美 vip`,
  tagLine: (tag, people) => `${tag}：${f.number(people)} 人`,
  askTag: (name, tags) =>
    `${spacedAfter(name)}${tags.length > 0 ? `的标签：${tags.join('、')}。` : '还没有标签。'}请发送标签，多个请用逗号隔开。`,
  untag: (tag) => `移除${spacedBefore(tag)}`,
  tagged: (name, tags) => `${spacedAfter(name)}现在的标签：${tags.join('、')}。`,
  untagged: (name, tag) => `已移除${spaced(name)}的标签“${tag}”。`,
  nameIs: (name) => (name ? `我们现在称呼您${spacedBefore(name)}。想改成什么呢？` : `请问怎么称呼您？`),
  nameSet: (name) => `好的，之后就称呼您${spacedBefore(name)}。`,
});

export const dossierRefusals = (f: Format): ReturnType<typeof english> => ({
  'customer-nobody': ({ typed }) =>
    typed
      ? `这里没有人叫“${typed}”，也查不到这个号码或代码。请试试名字的另一部分。`
      : `请发送姓名、手机号或优惠券代码。`,
  'customer-by-code': () => `在柜台请用优惠券代码或手机号找顾客；要按姓名找，请店长帮忙。`,
  'cursor-unknown': () => `这一页已经看不到了，请从 /customer 重新开始。`,
  'tag-shape': ({ most }) => `标签是一两个词，最多 ${f.number(most)} 个字，不能有逗号或引号。请缩短后再发送。`,
  'tag-unknown': ({ tag }) => `这位顾客没有“${tag}”这个标签。有哪些标签请看 /tag。`,
  'tags-many': ({ most }) => `一位顾客最多 ${f.number(most)} 个标签。请先移除一个。`,
  'city-shape': () => `在哪个城市？请这样发送：/store city 上海`,
  'name-shape': () => `这个名字我们看不懂。请这样发送：/name 小美`,
});
