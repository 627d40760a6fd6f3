import type { Format } from '../format.ts';
import { spacedAfter, spacedBefore } from '../spaced.ts';
import type { Words } from '../words.ts';
import { customers } from './customers.ts';

export const channels = (): Words['channels'] => ({
  isLast: (name) => `有事要通知您时，会发到您最近使用的地方，现在是${spacedBefore(name)}。想固定在一个地方收到吗？`,
  isChosen: (name) => `按您的选择，通知会发到${spacedBefore(name)}。想改到别的地方吗？`,
  isAway: (chosen, name) =>
    `您选了${spacedBefore(chosen)}，但目前在那里联系不到您，所以先发到${spacedBefore(name)}。想改到别的地方吗？`,
  only: (name) => `目前只能在${spacedBefore(spacedAfter(name))}通知您。绑定另一个应用之后，就可以选择。`,
  nowhere: () => `目前没有地方可以通知您。想在哪里收到通知，请在那里发消息给我们。`,
  another: () => `绑定另一个应用`,
  last: () => `最近使用的地方`,
  chosenNow: (name) =>
    `好的，以后都会发到${spacedBefore(name)}；那里联系不到您时，才会发到别处。您问的问题，还是在您提问的地方回复。`,
  lastNow: () => `好的，以后会发到您最近使用的地方。`,
  where: () => `在哪里收通知`,
  prefers: (name) => `希望收到通知的地方：${name}`,
});

export const channelRefusals = (f: Format): Pick<Words['refusals'], 'channel-unknown'> => ({
  'channel-unknown': (facts) =>
    `没办法在那里通知您。${facts.channels.length > 0 ? `请选择${spacedBefore(f.list(facts.channels.map(customers(f).channel), 'or'))}，或` : '请'}用 /link 绑定另一个应用。`,
});
