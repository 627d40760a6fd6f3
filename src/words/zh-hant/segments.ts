import type { segments as english, segmentRefusals as englishRefusals } from '../en/segments.ts';
import type { Format } from '../format.ts';
import { reasons } from './segment-reasons.ts';
import { ruleReading } from './segment-rules.ts';

const quoted = (names: string[]) => names.map((name) => `「${name}」`);

export const segments = (f: Format): ReturnType<typeof english> => ({
  because: reasons(f),
  title: () => `客群`,
  none: () => `目前還沒有客群。客群用一句條件說明要找誰，例如「60 天內咖啡 >= 3 且 21 天內沒有來訪」。`,
  begin: () => `新增客群`,
  all: () => `全部客群`,
  list: () => `名單`,
  line: (name, rule) => `${name}\n${rule}`,
  card: (name) => `客群：${name}`,
  trial: () => `試試看的條件`,
  count: (count) => (count === 0 ? `目前沒有人符合。` : `目前有 ${f.number(count)} 人符合。`),
  listCount: (count) => (count === 0 ? `這份名單還沒有人。` : `這份名單有 ${f.number(count)} 人。`),
  some: () => `其中幾位：`,
  sample: (masked, why) => (why ? `• ${masked}：${why}` : `• ${masked}`),
  why: (facts) => facts.join('，'),
  doubt: (kind, name, near) => {
    const no: Record<string, string> = {
      tag: `還沒有人有「${name}」這個標籤。`,
      city: `還沒有門市在「${name}」。`,
      channel: `沒有人使用「${name}」這個通路。`,
      category: `還沒有人買過「${name}」這個類別。`,
    };
    const hint = near.length > 0 ? `您是不是要寫${f.list(quoted(near), 'or')}？` : '';
    return `${no[kind] ?? `還沒有人買過「${name}」。`}${hint}`;
  },
  askName: () => `客群要叫什麼名字？`,
  askRule: (name) =>
    `誰屬於「${name}」？請傳一句條件，例如：\n60 天內咖啡 >= 3 且 21 天內沒有來訪\n價值是高且 7 天內生日\n狀態是快流失且標籤不是「員工」\n想用檔案匯入名單，請傳「名單」。`,
  askChange: (name, rule) => `「${name}」要改成哪些人？目前的條件：\n${rule}\n請傳新的條件。`,
  made: (name) => `已儲存「${name}」。每次使用時，以當下符合條件的人為準。`,
  madeList: (name) => `「${name}」是一份名單，請匯入檔案，或透過 API 加入。`,
  changed: (name) => `「${name}」從現在起照新的條件。`,
  change: () => `修改…`,
  export: () => `匯出`,
  exported: (name, whole) =>
    `這是「${name}」的名單，附上每一位符合的原因。${whole ? `裡面有姓名和電話，請不要轉傳。` : `您的身分看到的姓名和電話會遮住一部分。`}連結 1 小時內有效。`,
  exportNowhere: () => `店家設定公開網址（PUBLIC_URL）後才能下載，也可以改用網頁聊天室或 API。`,
  retire: () => `停用`,
  confirmRetire: (name) => `要停用「${name}」嗎？停用後就不能再選用；正在傳送的訊息不受影響。`,
  yesRetire: () => `是，停用`,
  retired: (name) => `已停用「${name}」。`,
});

export const segmentRefusals = (f: Format): ReturnType<typeof englishRefusals> => ({
  ...ruleReading(f),
  'segment-unknown': (facts) =>
    `找不到客群「${facts.name}」。${facts.near ? `您是不是要找「${facts.near}」？` : ''}全部的客群請看 /segment。`,
  'segment-circle': (facts) =>
    `這樣會互相包含，沒完沒了：${quoted(facts.names).join('→')}。請從其中一個的條件裡拿掉另一個。`,
  'segment-not-list': (facts) => `「${facts.name}」是依條件挑選的，不能直接加人。請另外建立一份名單。`,
  'segment-is-list': (facts) => `「${facts.name}」是一份名單，沒有條件可以修改。想用條件挑選，請新增客群。`,
  'segment-name': (facts) => `客群名稱需要 1 到 ${f.number(facts.most)} 個字，不能有冒號或引號。請換一個名稱。`,
  'segment-name-taken': (facts) => `已經有客群叫「${facts.name}」了。請換一個名稱，或修改那一個。`,
  'segment-in-use': (facts) => `${quoted(facts.by).join('、')}正在使用「${facts.name}」。請先修改或停用那邊。`,
});
