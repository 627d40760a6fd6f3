import type { Words } from '../words.ts';

export const lineMenu: Words['lineMenu'] = {
  bar: '選單',
  staffBar: '櫃檯選單',
  customer: {
    drops: '最新優惠',
    coupons: '我的優惠券',
    show: '出示券碼',
    points: '我的點數',
    birthday: '生日禮',
    help: '使用說明',
  },
  staff: {
    check: '查驗券碼',
    redeem: '立即核銷',
    undo: '取消核銷',
    today: '今日紀錄',
    store: '選擇門市',
    help: '使用說明',
  },
  inPrivate: '請私訊我。優惠券和代碼只給您本人看。',
};
