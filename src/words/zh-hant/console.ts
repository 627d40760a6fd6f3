import type { console as english } from '../en/console.ts';
import type { Format } from '../format.ts';

export const console = (f: Format): ReturnType<typeof english> => ({
  title: () => `管理頁面`,
  link: (minutes) =>
    `店裡的現況、顧客、客群、推播和報表，用大一點的畫面看。連結只能打開一次，可以在這台或別的裝置上用，${f.number(minutes)} 分鐘內有效。打開就等於您登入，請不要轉給任何人。`,
  open: () => `打開管理頁面`,
  leave: () => `全部登出`,
  out: (sessions) =>
    sessions === 0
      ? `您沒有登入任何裝置。之前索取的連結也已失效。`
      : `已在 ${f.number(sessions)} 台裝置上登出。需要新連結時，請輸入 /console。`,
  nowhere: () => `管理頁面要等店家設定公開網址（PUBLIC_URL）後才能打開，也可以改用網頁聊天室。`,
});
