import type { Words } from '../words.ts';

export const terminal: Words['terminal'] = {
  hint: '輸入訊息或指令。輸入數字就是按下該編號的按鈕；想說數字 5，請輸入 =5。按 Ctrl-D 結束聊天。',
  opens: '請用瀏覽器開啟：',
  phone: '請輸入 /phone 和您的號碼，例如 /phone +886912345678。',
  changed: '（已更新）',
  away: '店家暫時無法回應，請稍後再說一次。',
};
