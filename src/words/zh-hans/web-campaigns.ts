import type { Words } from '../words.ts';

export const webCampaigns: Words['web']['console']['campaigns'] = {
  lead: '所有发布过的活动，最新的在前。新的活动请在聊天中用 /new 发布。',
  none: '目前还没有活动。请在聊天中用 /new 发布。',
  all: '全部活动',
  more: '显示更多',
  terms: '内容与限制',
  stats: '效果',
  links: '通往活动的链接',
  linksNone: '目前没有链接可用：能用链接进来的渠道都还没开通。',
  channel: { web: '网页', telegram: 'Telegram', line: 'LINE' },
  broadcast: '群发',
  stop: '停止领取',
  resume: '重新开放领取',
};
