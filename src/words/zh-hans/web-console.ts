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
  title: '{brand} 管理页面',
  sections: '管理页面的各个部分',
  campaignsTitle: '活动',
  triggersTitle: '自动营销',
  broadcastsTitle: '群发',
  nowTitle: '概况',
  customersTitle: '顾客',
  ticketsTitle: '工单',
  importsTitle: '导入',
  segmentsTitle: '客群',
  reportsTitle: '报表',
  hello: '已登录：{name}',
  nameless: '店员',
  role: { owner: '老板', manager: '店长', marketer: '营销人员', clerk: '店员' },
  leave: '退出登录',
  opening: '请稍候…',
  outTitle: '您还没有登录',
  out: '请在与 {brand} 的聊天中输入 /console，就会收到一个可登录这里的链接，只能用一次。',
  toChat: '打开聊天',
  offline: '现在连不上商家。',
  offlineHow: '请检查网络，再试一次。',
  again: '再试一次',
  loading: '加载中…',
  cancel: '取消',
  nothingHere: '管理页面没有这个部分。',
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
