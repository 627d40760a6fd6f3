import type { Words } from '../words.ts';

export const webCampaigns: Words['web']['console']['campaigns'] = {
  lead: '所有發布過的活動，最新的在前。新的活動請在聊天中用 /new 發布。',
  none: '目前還沒有活動。請在聊天中用 /new 發布。',
  all: '全部活動',
  more: '顯示更多',
  terms: '內容與限制',
  stats: '成效',
  links: '通往活動的連結',
  linksNone: '目前沒有連結可用：能用連結進來的管道都還沒開通。',
  channel: { web: '網頁', telegram: 'Telegram', line: 'LINE' },
  broadcast: '推播',
  stop: '停止領取',
  resume: '重新開放領取',
};
