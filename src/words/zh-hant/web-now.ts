import type { Words } from '../words.ts';

export const webNow: Words['web']['console']['now'] = {
  today: '今天到目前為止',
  yesterday: '昨天',
  happens: '即時動態',
  connecting: '連線中…',
  online: '已連線，有新動態會馬上顯示。',
  offline: '連線中斷，正在重新連線。',
  none: '過去 24 小時沒有任何動靜。一有新動態，這裡會馬上顯示。',
};
