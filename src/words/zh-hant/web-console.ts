import type { Words } from '../words.ts';
import { webBroadcasts } from './web-broadcasts.ts';
import { webCampaigns } from './web-campaigns.ts';
import { webCustomers } from './web-customers.ts';
import { webImports } from './web-imports.ts';
import { webNow } from './web-now.ts';
import { webReports } from './web-reports.ts';
import { webSegments } from './web-segments.ts';
import { webTickets } from './web-tickets.ts';
import { webTriggers } from './web-triggers.ts';

export const webConsole: Words['web']['console'] = {
  title: '{brand} 管理頁面',
  sections: '管理頁面的各個部分',
  campaignsTitle: '活動',
  triggersTitle: '自動行銷',
  broadcastsTitle: '推播',
  nowTitle: '現況',
  customersTitle: '顧客',
  ticketsTitle: '案件',
  importsTitle: '匯入',
  segmentsTitle: '客群',
  reportsTitle: '報表',
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
  campaigns: webCampaigns,
  triggers: webTriggers,
  now: webNow,
  reports: webReports,
  customers: webCustomers,
  imports: webImports,
  segments: webSegments,
  tickets: webTickets,
};
