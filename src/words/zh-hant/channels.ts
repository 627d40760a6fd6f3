import type { Format } from '../format.ts';
import { spacedAfter, spacedBefore } from '../spaced.ts';
import type { Words } from '../words.ts';
import { customers } from './customers.ts';

export const channels = (): Words['channels'] => ({
  isLast: (name) => `有事要通知您時，會傳到您最近使用的地方，現在是${spacedBefore(name)}。想固定在一個地方收到嗎？`,
  isChosen: (name) => `依您的選擇，通知會傳到${spacedBefore(name)}。想改到別的地方嗎？`,
  isAway: (chosen, name) =>
    `您選了${spacedBefore(chosen)}，但目前在那裡聯絡不到您，所以先傳到${spacedBefore(name)}。想改到別的地方嗎？`,
  only: (name) => `目前只能在${spacedBefore(spacedAfter(name))}通知您。綁定另一個 App 之後，就可以選擇。`,
  nowhere: () => `目前沒有地方可以通知您。想在哪裡收到通知，請在那裡傳訊息給我們。`,
  another: () => `綁定另一個 App`,
  last: () => `最近使用的地方`,
  chosenNow: (name) =>
    `好的，之後都會傳到${spacedBefore(name)}；那裡聯絡不到您時，才會傳到別處。您問的問題，還是在您發問的地方回覆。`,
  lastNow: () => `好的，之後會傳到您最近使用的地方。`,
  where: () => `在哪裡收通知`,
  prefers: (name) => `希望收到通知的地方：${name}`,
});

export const channelRefusals = (f: Format): Pick<Words['refusals'], 'channel-unknown'> => ({
  'channel-unknown': (facts) =>
    `沒辦法在那裡通知您。${facts.channels.length > 0 ? `請選擇${spacedBefore(f.list(facts.channels.map(customers(f).channel), 'or'))}，或` : '請'}用 /link 綁定另一個 App。`,
});
