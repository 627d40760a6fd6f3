import type { apiRefusals as english, apiRemedies as remedies } from '../en/refusals-api.ts';
import type { Format } from '../format.ts';

/** What no schema says of itself. */
const problems: Record<string, string> = {
  future: '时间在未来',
  'before-1990': '时间早于 1990 年',
  empty: '里面没有文字',
  unstorable: '含有无法保存的字符',
};

export const apiRefusals = (f: Format): ReturnType<typeof english> => ({
  'key-missing': () => `这个调用需要 API 密钥。请放在 Authorization 请求头里发送，类型是 Bearer。`,
  'key-unknown': () => `没有这个 API 密钥。请确认复制时没有漏字。`,
  'key-revoked': () => `这个 API 密钥已经停用。请管理员换一个。`,
  'key-expired': (facts) => `这个 API 密钥已于 ${f.dateTime(facts.at, facts.now)} 过期。请管理员换一个新的。`,
  'key-scope': (facts) => `这个 API 密钥没有这项权限。请用有 ${f.list(facts.scopes, 'or')} 权限的密钥。`,
  'scope-unknown': (facts) => `API 密钥至少要有一项存在的权限。请从 ${f.list(facts.scopes, 'and')} 中选择。`,
  'api-key-unknown': () => `没有这个 API 密钥。请查看密钥清单。`,
  'idempotency-needed': () =>
    `这个调用需要 Idempotency-Key 请求头。请发 1 到 200 个可见字符，同一个动作每次重试都用同一个。`,
  'idempotency-other-body': () => `这个 Idempotency-Key 已经用在另一个请求上。请换新的，或原封不动再发一次。`,
  'idempotency-running': () => `用这个 Idempotency-Key 的请求还在处理。请过几秒再发同一个请求。`,
  'body-unreadable': () => `内容不是 JSON 对象。请发 JSON，并用 Content-Type 请求头说明。`,
  'body-too-large': (facts) => `内容太大了。请不要超过 ${f.number(facts.kilobytes)} kB。`,
  'body-invalid': (facts) =>
    `“${facts.field}”不符合规定：${problems[facts.problem] ?? facts.problem}。可用的值请看 /openapi.json。`,
  'console-link': () =>
    `这个链接打不开管理页面。链接只能打开一次，十分钟内有效；请在聊天中输入 /console 获取新的链接。`,
  'console-over': () => `您已经退出登录。请在聊天中输入 /console，再打开收到的链接。`,
  'console-not-here': () => `您的职务不能在这里这样做。请找老板帮忙。`,
  'ticket-by-person': () => `顾客要由真人署名回复。请店长在管理页面或聊天中处理。`,
  'other-site': () => `这个请求来自别的网站。请在我们自己的页面操作。`,
  'address-unknown': () => `这个地址没有内容。有哪些接口请看 /openapi.json。`,
  'wrong-codes': (facts) => `不存在的代码太多了。请 ${f.number(facts.minutes)} 分钟后再试，并检查代码的来源。`,
  'not-now': () => `商家现在无法响应。请过几秒再发同一个请求，只会算一次。`,
  bug: (facts) => `我们这边出了问题，什么都没有做。请稍后再试；如果还是不行，请把编号 ${facts.id} 告诉管理员。`,
});

export const apiRemedies: Record<keyof typeof remedies, string> = {
  'tier-unknown': `请从 GET /api/v1/tiers 获取等级的 name。`,
  'tier-shape': `请发送 name、names 和大于 0 的整数 threshold。`,
  'tier-taken': `每个 name 请只发送一次。`,
  'tiers-many': `请减少等级。`,
  'customer-nobody': `请从 GET /api/v1/customers 获取 id。`,
  'customer-by-code': `请使用有 customers 权限的密钥。`,
  'city-shape': `请发送有文字的 city。`,
  'cursor-unknown': `before 请发送上一页的 next，或不要发送。`,
  'tag-unknown': `请从 GET /api/v1/customers/{id} 获取标签。`,
  'name-shape': `请发送有文字的名字。`,
  'campaign-unknown': `请从 GET /api/v1/campaigns 获取 ref 或 id。`,
  'campaign-stopped': `请发布另一个活动。`,
  'birthday-campaign-exists': `请先停止进行中的那一个。`,
  'coupon-unknown': `请检查 id。`,
  'amount-needed': `请发 amountMinor。`,
  'amount-invalid': `amountMinor 请发最小货币单位的整数，0 到 10^12。`,
  'store-unknown': `请从 GET /api/v1/stores 获取 id 或名称。`,
  'store-needed': `请用 store 发门店的 id 或名称。`,
  'store-name': `请发 name；zone 只能是 Asia/Taipei 这样的时区。`,
  'lines-too-much': `lines 的 amountMinor 合计请不要超过 amountMinor。`,
  'refund-too-much': `请不要超过订单剩下的金额。`,
  'undo-unknown': `请用核销时返回的 redemptionId。`,
  'undo-done': `不需要再做什么。`,
  'undo-reason-needed': `请发 reason。`,
  'customer-unknown': `顾客第一次给商家发消息时才会建立；请从 GET /api/v1/customers 获取 id。`,
  'coupon-expired': `它不能再使用了。`,
  'coupon-revoked': `它不能再使用了。`,
  'points-short': `最多只能用到余额。`,
  'not-allowed': `请用有这项权限的密钥。`,
  'coupon-wrong-store': `请在那里核销，或发正确的门店。`,
  'coupon-wrong-day': `请在这些日子核销。`,
  'coupon-wrong-hour': `请在这个时段核销。`,
  'code-unknown': `请扫描二维码，或再核对一次代码。`,
  'broadcast-unknown': `请使用 GET /api/v1/broadcasts 返回的编号。`,
  'segment-unknown': `请从 GET /api/v1/segments 获取名称或 id。`,
  'sources-full': `请用 GET /api/v1/campaigns/{ref}/links 列出的来源。`,
  'code-shape': `请发 13 个字母和数字，或二维码的链接。`,
  otherwise: `请修改请求，并用新的 Idempotency-Key 再发一次。`,
};
