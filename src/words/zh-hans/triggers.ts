import type { triggerRefusals as english } from '../en/triggers.ts';
import type { Format } from '../format.ts';
import { spaced, spacedAfter } from '../spaced.ts';
import type { Words } from '../words.ts';

const to = (name: string | null) => (name ? `${name}，` : '');

export const triggers = (f: Format): Words['triggers'] => ({
  title: () => `自动营销`,
  intro: () => `选一项，看看它会做什么、先试算，再开启。`,
  line: (name, on, given) => `${on ? '✓' : '–'} ${name}${on ? `：已送出 ${f.number(given)} 次` : ''}`,
  names: {
    welcome: () => `入会礼`,
    birthday: () => `生日祝福`,
    'win-back': () => `好久不见`,
    'third-coffee': () => `第三杯惊喜`,
    sorry: () => `低分致歉`,
    'second-visit': () => `邀请再来`,
    'tier-up': () => `升级礼`,
    'after-use': () => `用券后再送`,
    'due-again': () => `复购提醒`,
  },
  about: {
    welcome: () => `有人加入会员，马上送一张优惠券，每人一次。`,
    birthday: () => `生日当天 09:00 送上祝福，也可以附上优惠券。开启后会代替原来的生日祝福，不会重复打扰。`,
    'win-back': () => `超过自己平常间隔的 1.5 倍还没来，就发一条消息问候。人一来就停。`,
    'third-coffee': () => `30 天内第三次购买同一类商品，送一张优惠券。这 30 天内的其他购买不重复计算。`,
    sorry: () => `收到两星及以下的评分，马上致歉并送一张优惠券，每人 30 天最多一次。`,
    'second-visit': () => `第一次光顾的第二天，给一个再来的理由。`,
    'tier-up': () => `有人升到更高的等级，发消息恭喜，也可以附上优惠券。`,
    'after-use': () => `使用优惠券三天后，再送一张相关的优惠券，每人 30 天最多一次。`,
    'due-again': () => `顾客有自己的到店间隔（一周以上）时，到了平常会再来的日子就发消息提醒。人一来就停。`,
  },
  says: {
    welcome: (name) => ({ title: `${to(name)}欢迎加入！`, text: `很高兴认识您！第一次光顾，送您一份小礼物：` }),
    birthday: (name) => ({ title: `${to(name)}生日快乐！`, text: `${spacedAfter(f.brand)}祝您度过美好的一天。` }),
    'win-back': (name) => ({
      title: `${to(name)}好久不见`,
      text: `有阵子没见到您了，有空欢迎再来看看，${spacedAfter(f.brand)}一直记得您。`,
    }),
    'third-coffee': (name) => ({ title: `${to(name)}谢谢您！`, text: `您常来，我们都记得。这是我们的一点心意：` }),
    sorry: (name) => ({ title: `${to(name)}非常抱歉`, text: `这次没有让您满意，请给我们一次弥补的机会：` }),
    'second-visit': (name) => ({
      title: `${to(name)}很高兴认识您`,
      text: `希望您喜欢第一次来${spaced(f.brand)}的感觉，期待很快再见到您。`,
    }),
    'tier-up': (name) => ({ title: `${to(name)}恭喜升级！`, text: `您升到更高的会员等级了，有哪些权益请看 /tier。` }),
    'after-use': (name) => ({ title: `${to(name)}很高兴您来`, text: `希望上次的优惠券用得开心，这张和它很配：` }),
    'due-again': (name) => ({
      title: `${to(name)}又到见面的日子啦`,
      text: `差不多是您平常会来的时候了，${spacedAfter(f.brand)}等您来。`,
    }),
    other: (name) => ({ title: name ? `${name}，这是送您的` : `这是送您的`, text: `${spacedAfter(f.brand)}敬上` }),
  },
  number: (value) => f.number(value),
  gotPoints: (points) => `+${f.number(points)} 积分`,
  toStaff: (trigger, customer) => `“${trigger}”：${spacedAfter(customer)}刚刚符合条件。`,
  toStaffMany: (trigger, people, since, now, names) => {
    const more = people - names.length;
    const all = names.join('、') + (more > 0 ? `，还有 ${f.number(more)} 人` : '');
    return people === 1
      ? `“${trigger}”：${spacedAfter(all)}在 ${f.dateTime(since, now)} 符合条件。`
      : `“${trigger}”：${f.dateTime(since, now)} 起有 ${f.number(people)} 人符合条件：${all}。`;
  },
  when: {
    joined: () => `加入会员时`,
    purchase: () => `消费时`,
    purchases: (count, days) => `${f.number(days)} 天内第 ${f.number(count)} 次购买时`,
    visit: (count) => (count === 1 ? `第一次光顾时` : `第 ${f.number(count)} 次光顾时`),
    spend: (minor, every) => (every ? `每累积消费 ${f.money(minor)} 时` : `累积消费满 ${f.money(minor)} 时`),
    points: (balance) => `积分达到 ${f.number(balance)} 分时`,
    tier: (tier) => (tier ? `升到${spaced(tier)}等级时` : `升到更高的等级时`),
    'coupon-used': () => `使用优惠券后`,
    'coupon-expiring': (days) => `优惠券到期前 ${f.number(days)} 天`,
    away: (times) => `超过平常间隔的 ${f.number(times)} 倍没来时`,
    birthday: () => `生日当天`,
    anniversary: () => `入会周年当天`,
    rating: (most) => `评分 ${f.number(most)} 星及以下时`,
    tag: (tag) => `打上标签“${tag}”时`,
    event: (name) => `收到事件“${name}”时`,
  },
  only: (what) => `仅限：${what}`,
  off: () => `未开启`,
  on: (since, now) => `已开启，${f.dateTime(since, now)} 起发生的都算`,
  until: (at, now) => `${f.dateTime(at, now)} 结束`,
  coupon: (name, ref) => `优惠券：${name}（${ref}）`,
  noCoupon: () => `优惠券：不送，只发消息`,
  couponNeeded: () => `优惠券：还没选`,
  category: (name) => `商品类别：${name}`,
  categoryNeeded: () => `商品类别：还没选`,
  who: (segment) => `对象：${segment}`,
  budget: (minor, used) => `花费上限：${f.money(minor)}，已用 ${f.money(used)}`,
  after: (minutes) => (minutes % 1440 === 0 ? `${f.number(minutes / 1440)} 天后` : `${f.number(minutes)} 分钟后`),
  figures: (done, waiting) => `已完成 ${f.number(done)} 次${waiting > 0 ? `，等待中 ${f.number(waiting)} 次` : ''}`,
  costs: (minor) => `到目前为止，优惠券最多花费 ${f.money(minor)}。`,
  money: (minor) => f.money(minor),
  skipped: (reason, count) => `• ${reason}：${f.number(count)} 次`,
  reasons: {
    'taken-back': `之前已取消或退款`,
    off: `之前已关闭`,
    left: `已不是会员`,
    'opted-out': `不接收优惠`,
    'not-personal': `不要个性化推荐`,
    unreachable: `无法联系`,
    holdout: `留作对照`,
    capped: `最近收到的已经够多`,
    had: `已经收过`,
    budget: `花费上限已用完`,
    held: `手上还有一张`,
    gone: `优惠券已送完`,
    closed: `活动未开放`,
    failed: `出错了，请看系统日志`,
  },
  open: () => `这张优惠券也放在 /drops 里，人人都能领。`,
  switchOn: () => `开启`,
  switchOff: () => `关闭`,
  tryOut: (days) => `试算最近 ${f.number(days)} 天`,
  chooseCoupon: () => `选优惠券…`,
  chooseCategory: () => `选类别…`,
  withoutCoupon: () => `不送优惠券`,
  setBudget: () => `花费上限…`,
  noBudget: () => `不设上限`,
  keepOut: () => `从 /drops 撤下`,
  keptOut: (name) => `“${name}”不再出现在 /drops，以后只由商家赠送。顾客手上的仍然有效。`,
  all: () => `全部项目`,
  askCoupon: () => `要送哪一张优惠券？`,
  noCampaigns: () => `目前没有进行中的活动。先用 /new 发布，再回来选。`,
  askCategory: () => `哪一类商品才算？请选择，或直接发收银系统里的类别名称。`,
  askBudget: () => `这些优惠券总共最多可以花多少？请发金额，例如 5000。`,
  isOn: (name) => `“${name}”已开启，从现在起发生的都算。`,
  isOnPast: (name, since, now) => `“${name}”已开启，${f.dateTime(since, now)} 起已经发生的也算。`,
  isOff: (name) => `“${name}”已关闭。已经送出的不受影响。`,
  changed: () => `已修改。`,
  tried: (name, days) => `“${name}”最近 ${f.number(days)} 天试算`,
  wouldGet: (count) => (count === 0 ? `没有人会收到。` : `会送出 ${f.number(count)} 次。`),
  wouldCost: (minor) => (minor === 0 ? `不减免金额。` : `最多减免 ${f.money(minor)}。`),
  wouldNot: () => `不会送出的：`,
  sample: (customer, at, now) => `• ${customer}，${f.dateTime(at, now)}`,
  samples: () => `最近几次：`,
  nothingDone: () =>
    `这只是回顾试算：没有通知任何人，也没有送出任何东西。已计入当时的消息条数上限，以及目前剩下的数量和花费上限。`,
});

export const triggerRefusals = (f: Format): ReturnType<typeof english> => ({
  'trigger-unknown': (facts) => `找不到“${facts.name}”。全部项目请看 /triggers。`,
  'trigger-needs': (facts) =>
    (
      ({
        campaign: `要先选一张优惠券，再开启。`,
        category: `要先选商品类别，再开启。`,
        live: `这张优惠券的活动没有开放领取。请到 /campaigns 重新开放领取，或改选另一张。`,
      }) as Record<string, string>
    )[facts.need] ?? `这样什么都不会做。请给它优惠券、积分、文字、标签，或设置通知员工。`,
  'trigger-unbounded': () =>
    `这种优惠券一张能减多少没有上限，花费上限就守不住。请到 /campaigns 设置减免上限，或不设花费上限。`,
  'trigger-name-taken': (facts) => `已经有“${facts.name}”了，请换一个名称。`,
  'trigger-not-owed': (facts) =>
    facts.late
      ? `一律发送的消息，要在事情发生后 ${f.number(facts.days)} 天内发出。请把等待时间改短，或改成只发给同意接收优惠的人。`
      : `这是邀请顾客再来的优惠消息，不能一律发送。请只发给同意的人；一律发送只用来回应顾客自己做的事：加入会员、消费、累积积分、升级、使用优惠券、评分或事件。`,
  'trigger-changed': (facts) =>
    `“${facts.name}”刚刚有人改过了。请发送 /triggers ${facts.name} 再看一次，然后重新修改。`,
});
