import type { Words } from '../words.ts';

export const terminal: Words['terminal'] = {
  hint: '输入消息或指令。输入数字就是按下该编号的按钮；想说数字 5，请输入 =5。按 Ctrl-D 结束聊天。',
  opens: '请用浏览器打开：',
  phone: '请输入 /phone 和您的号码，例如 /phone +8613812345678。',
  changed: '（已更新）',
  away: '商家暂时无法回应，请稍后再说一次。',
};
