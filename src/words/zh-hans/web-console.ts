import type { Words } from '../words.ts';
import { webBroadcasts } from './web-broadcasts.ts';
import { webSegments } from './web-segments.ts';

export const webConsole: Words['web']['console'] = {
  title: '{brand} 管理页面',
  sections: '管理页面的各个部分',
  broadcastsTitle: '群发',
  segmentsTitle: '客群',
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
  segments: webSegments,
};
