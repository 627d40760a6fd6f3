import type { Words } from '../words.ts';

export const webNow: Words['web']['console']['now'] = {
  today: '今天到目前为止',
  yesterday: '昨天',
  happens: '实时动态',
  connecting: '连接中…',
  online: '已连接，有新动态会马上显示。',
  offline: '连接中断，正在重新连接。',
  none: '过去 24 小时没有任何动静。一有新动态，这里会马上显示。',
};
