import type { adviserRefusals as english } from '../en/advisers.ts';
import type { Format } from '../format.ts';
import { spaced, spacedAfter, spacedBefore } from '../spaced.ts';
import type { Words } from '../words.ts';

export const advisers = (f: Format): Words['advisers'] => ({
  yours: (name) =>
    name === null
      ? `您有專屬顧問：直接打字就可以，顧問會在這裡回覆您。`
      : `您的專屬顧問是${spacedBefore(name)}：直接打字就可以，${spacedAfter(name)}會在這裡回覆您。`,
  write: (name) => (name === null ? `找我的顧問` : `找${spacedBefore(name)}`),
  askWhat: (name) =>
    name === null ? `有什麼需要顧問幫忙的嗎？直接打字就可以。` : `有什麼需要${spaced(name)}幫忙的嗎？直接打字就可以。`,
  opened: (name) => `謝謝您，${name === null ? '您的顧問' : spacedAfter(name)}會在這裡回覆。您可以繼續補充。`,
  openedAtNight: (name, at, zone) =>
    `謝謝您，${name === null ? '您的顧問' : spacedAfter(name)}會在 ${f.time(at, zone)} 之後看到，並在這裡回覆您。您可以繼續補充。`,
  youAre: (tier) =>
    `從現在起，您是${spaced(tier)}顧客的專屬顧問。他們傳來的訊息會送到這裡（夜間除外），請按訊息下方的按鈕回覆。`,
  late: (name) => `${name === null ? '專屬顧問' : spacedAfter(name)}還沒有回覆，您方便接手嗎？`,
  goesTo: (name) => (name === null ? `由專屬顧問負責。` : `由專屬顧問${spaced(name)}負責。`),
  title: () => `專屬顧問`,
  line: (tier, name) => `${tier}：${name ?? '一位同事'}`,
  lineNobody: (tier) => `${tier}：沒有`,
  choose: (tier, example) => `${spacedAfter(tier)}顧客由誰服務？請選一位，或這樣輸入姓名：${example}`,
  cared: (name) => `專屬顧問：${name ?? '一位同事'}`,
  nobody: () => `不指定`,
  named: (tier, name) =>
    `${name === null ? '這位同事' : spacedAfter(name)}現在是${spaced(tier)}顧客的專屬顧問，系統會通知本人。`,
  unnamed: (tier) => `${spacedAfter(tier)}顧客現在沒有自己的專屬顧問。`,
});

export const adviserRefusals = (f: Format): ReturnType<typeof english> => ({
  'adviser-unknown': ({ staff }) =>
    staff.length > 0
      ? `沒有叫這個名字的同事。可以選${spacedBefore(f.list(staff, 'or'))}，或先用 /invite 邀請對方加入。`
      : `還沒有登記姓名的同事。請先用 /invite 邀請對方加入。`,
  'adviser-all-stores': () => `專屬顧問服務所有門市的顧客。請找老闆，或負責所有門市的店長設定。`,
});
