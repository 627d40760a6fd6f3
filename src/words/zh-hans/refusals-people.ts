import type { peopleRefusals as english } from '../en/refusals-people.ts';
import type { Format } from '../format.ts';
import { spacedBefore } from '../spaced.ts';
import { roleName } from './roles.ts';

export const peopleRefusals = (f: Format): ReturnType<typeof english> => ({
  'language-unknown': (facts) =>
    `这种语言我们还不会说。请用 /language 选择${spacedBefore(f.list(facts.names, 'or'))}。`,
  'coupon-unknown': () => `您没有这张优惠券。请看 /coupons。`,
  'coupon-not-ready': () => `这张优惠券已经不能出示了。还能用的请看 /coupons。`,
  'birthday-shape': () => `没看懂这个日期。请发送月和日，例如 /birthday 03-15。`,
  'birthday-once-a-year': (facts) =>
    `生日一年只能改一次，您要到 ${f.date(facts.from, facts.now)}才能再改。不小心填错了？请找店员帮忙。`,
  'zone-unknown': () => `没找到这个时区。请发送洲名和城市的英文名称，例如 /timezone Asia/Tokyo。`,
  'link-code-unknown': () => `这个代码无效，或已经过期。请在另一个应用里发送 /link 获取新的代码。`,
  'link-same-person': () => `这两个本来就是同一个账号了，不用再绑定。`,
  'link-tries': (facts) => `代码错太多次了，请 ${f.number(facts.minutes)} 分钟后再试。`,
  'link-unknown': () => `没有这笔绑定，或已经解除了。编号就在双方账号收到的消息里。`,
  'link-staff': () => `这两个账号都是员工账号。请老板先在 /staff 停用其中一个。`,
  'phone-not-yours': () =>
    `只有用按钮提供您自己的联系方式才算数；直接输入的号码或别人的联系方式都不行。请发送 /phone 获取按钮。`,
  'phone-taken': () => `这个手机号已经在另一个账号上。那也是您的吗？请用 /link 绑定。`,
  'invite-unknown': () => `这个邀请码无效。请核对每个字符，或重新要一个。`,
  'invite-used': () => `这个邀请码已经用过了，请重新要一个。`,
  'invite-expired': () => `这个邀请码已经过期，请重新要一个。`,
  'staff-already': (facts) => `您已经是这里的${roleName(facts.role)}了。要换身份，请老板先在 /staff 停用，再重新邀请。`,
  'invite-tries': (facts) => `邀请码错太多次了，请 ${f.number(facts.minutes)} 分钟后再试。`,
  'role-unknown': (facts) => `没有这种身份。请选择${f.list(facts.roles.map(roleName), 'or')}。`,
  'staff-unknown': () => `这里没有这位员工，或者已经停用。请看 /staff。`,
  'last-owner': () => `这是最后一位老板。请先邀请另一位：/invite owner`,
  'store-name': () => `门店需要名称；要写时区的话，请写成 Asia/Taipei 这样。请发送 /store new 加上名称。`,
  'store-name-taken': (facts) => `已经有叫“${facts.store}”的门店了，请换一个名称。`,
});
