import type { Words } from '../words.ts';

export const lineMenu: Words['lineMenu'] = {
  bar: '菜单',
  staffBar: '柜台菜单',
  customer: {
    drops: '最新优惠',
    coupons: '我的优惠券',
    show: '出示券码',
    points: '我的积分',
    birthday: '生日礼',
    help: '使用说明',
  },
  staff: {
    check: '查验券码',
    redeem: '立即核销',
    undo: '撤销核销',
    today: '今日记录',
    store: '选择门店',
    help: '使用说明',
  },
  inPrivate: '请私聊我。优惠券和券码只给您本人看。',
};
