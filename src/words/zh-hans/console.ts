import type { console as english } from '../en/console.ts';
import type { Format } from '../format.ts';

export const console = (f: Format): ReturnType<typeof english> => ({
  title: () => `管理页面`,
  link: (minutes) =>
    `店里的概况、顾客、客群、群发和报表，用大一点的屏幕看。链接只能打开一次，可以在这台或别的设备上用，${f.number(minutes)} 分钟内有效。打开就等于您登录，请不要转给任何人。`,
  open: () => `打开管理页面`,
  leave: () => `全部退出`,
  out: (sessions) =>
    sessions === 0
      ? `您没有登录任何设备。之前要的链接也已失效。`
      : `已在 ${f.number(sessions)} 台设备上退出。需要新链接时，请输入 /console。`,
  nowhere: () => `管理页面要等商家设置公开网址（PUBLIC_URL）后才能打开，也可以改用网页聊天。`,
});
