import type { peopleRefusals as english } from '../en/refusals-people.ts';
import type { Format } from '../format.ts';
import { spacedBefore } from '../spaced.ts';
import { roleName } from './roles.ts';

export const peopleRefusals = (f: Format): ReturnType<typeof english> => ({
  'language-unknown': (facts) =>
    `這種語言我們還不會說。請用 /language 選擇${spacedBefore(f.list(facts.names, 'or'))}。`,
  'coupon-unknown': () => `您沒有這張優惠券。請看 /coupons。`,
  'coupon-not-ready': () => `這張優惠券已經不能出示了。還能用的請看 /coupons。`,
  'birthday-shape': () => `這個日期看不懂。請傳月和日，例如 /birthday 03-15。`,
  'birthday-once-a-year': (facts) =>
    `生日一年只能改一次，您要到 ${f.date(facts.from, facts.now)}才能再改。不小心填錯了？請找店員幫忙。`,
  'zone-unknown': () => `我們不認得這個時區。請傳洲名和城市的英文名稱，例如 /timezone Asia/Tokyo。`,
  'link-code-unknown': () => `這組代碼無效，或已經過期。請在另一個 App 傳送 /link 取得新的代碼。`,
  'link-same-person': () => `這兩個本來就是同一個帳號了，不必再綁定。`,
  'link-tries': (facts) => `代碼錯太多次了，請 ${f.number(facts.minutes)} 分鐘後再試。`,
  'link-unknown': () => `沒有這筆綁定，或是已經解除了。編號就在雙方帳號收到的訊息裡。`,
  'link-staff': () => `這兩個帳號都是員工帳號。請老闆先在 /staff 停用其中一個。`,
  'phone-not-yours': () =>
    `只有用按鈕提供您自己的聯絡資料才算數；直接輸入的號碼或別人的聯絡資料都不行。請傳 /phone 取得按鈕。`,
  'phone-taken': () => `這個電話號碼已經在另一個帳號上。那也是您的嗎？請用 /link 綁定。`,
  'invite-unknown': () => `這組邀請碼無效。請核對每個字，或要一組新的。`,
  'invite-used': () => `這組邀請碼已經用過了，請要一組新的。`,
  'invite-expired': () => `這組邀請碼已經過期，請要一組新的。`,
  'staff-already': (facts) => `您已經是這裡的${roleName(facts.role)}了。要換身分，請老闆先在 /staff 停用，再重新邀請。`,
  'invite-tries': (facts) => `邀請碼錯太多次了，請 ${f.number(facts.minutes)} 分鐘後再試。`,
  'role-unknown': (facts) => `沒有這種身分。請選擇${f.list(facts.roles.map(roleName), 'or')}。`,
  'staff-unknown': () => `這裡沒有這位員工，或是已經停用。請看 /staff。`,
  'last-owner': () => `這是最後一位老闆。請先邀請另一位：/invite owner`,
  'store-name': () => `門市需要名稱；要寫時區的話，請寫成 Asia/Taipei 這樣。請傳 /store new 加上名稱。`,
  'store-name-taken': (facts) => `已經有叫「${facts.store}」的門市了，請換一個名稱。`,
});
