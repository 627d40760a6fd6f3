import type { Words } from '../words.ts';
import { webBroadcasts } from './web-broadcasts.ts';
import { webSegments } from './web-segments.ts';

export const webConsole: Words['web']['console'] = {
  title: '{brand} 管理頁面',
  sections: '管理頁面的各個部分',
  broadcastsTitle: '推播',
  segmentsTitle: '客群',
  hello: '已登入：{name}',
  nameless: '店員',
  role: { owner: '老闆', manager: '店長', marketer: '行銷人員', clerk: '店員' },
  leave: '登出',
  opening: '請稍候…',
  outTitle: '您尚未登入',
  out: '請在與 {brand} 的聊天中輸入 /console，就會收到一個可登入這裡的連結，只能用一次。',
  toChat: '打開聊天',
  offline: '目前連不上店家。',
  offlineHow: '請檢查網路，再試一次。',
  again: '再試一次',
  loading: '載入中…',
  cancel: '取消',
  nothingHere: '管理頁面沒有這個部分。',
  broadcasts: webBroadcasts,
  segments: webSegments,
};
