import type { Format } from '../format.ts';
import { spaced, spacedBefore } from '../spaced.ts';
import type { Words } from '../words.ts';

export const chat = (f: Format): Words['chat'] => ({
  apology: () => `抱歉，我們這邊出了點問題。資料都沒有變動，請稍後再試一次；如果一直這樣，請告訴店員。`,
  unknown: () => `不好意思，我看不懂這句話。您可以這樣做：`,
  unknownStaff: () => `不好意思，我看不懂這句話。傳優惠券代碼就能查驗，或從下面選擇：`,
  privately: () => `請私訊我們：優惠券和代碼只給您一個人看。`,
  withdrawn: () => `沒有這個指令。您可以這樣做：`,
  didYouMean: (command) => `沒有這個指令。您是要輸入 ${command} 嗎？`,
  welcomeTitle: () => `歡迎來到${spacedBefore(f.brand)}`,
  consent: () =>
    `優惠券、點數、生日驚喜，在聊天室裡就能收到。\n\n您同意的話，我們會在這裡保存您的名字、優惠券、點數和消費紀錄，用來提供會員服務；偶爾也會傳優惠訊息給您（行銷）。想停止優惠訊息，隨時輸入 /stop。我們保存哪些資料、為什麼，請看 /privacy。`,
  carried: (campaign) => `加入後，「${campaign}」馬上就能領。`,
  agree: () => `同意並加入`,
  agreeService: () => `加入，但不收優惠訊息`,
  read: () => `隱私說明`,
  joined: (offers) =>
    offers
      ? `加入成功！有新優惠會通知您；不想再收到，請輸入 /stop。`
      : `加入成功！我們不會傳優惠訊息給您；想收的話，請輸入 /start。`,
  textChanged: () => `同意內容有更新`,
  earlierHolds: () => `您先前同意的內容仍然有效。請同意更新後的內容。`,
  agreeAgain: () => `同意`,
  agreeAgainService: () => `同意，但不收優惠`,
  agreedAgain: (offers) =>
    offers
      ? `謝謝您！有新優惠會通知您；不想再收，請輸入 /stop。`
      : `謝謝您！我們不會傳優惠訊息給您；想收的話，請輸入 /start。`,
  welcomeBack: (name) => (name ? `${name}，歡迎回來！` : `歡迎回來！`),
  offersAreOff: () => `您目前不接收優惠訊息。`,
  offersOn: () => `開啟優惠訊息`,
  offersTurnedOn: () => `優惠訊息已開啟。不想再收到，請輸入 /stop。`,
  stopped: () => `好的，之後不會再傳優惠訊息給您。使用明細和手上優惠券的到期提醒仍會照常傳送。`,
  alreadyStopped: () => `您目前沒有接收優惠訊息。`,
  chooseLanguage: () => `請問要用哪種語言？`,
  languageSet: () => `好的，接下來用繁體中文。`,
  helpTitle: () => `您可以這樣做`,
  privacyTitle: () => `我們保存哪些資料、為什麼`,
  privacy: (version) =>
    `• 您在這個通訊軟體的名稱、帳號識別碼、語言和時區：用來和您對話。\n• 優惠券、核銷、消費、點數和等級紀錄：用來提供會員服務。\n• 店員記下的標籤，例如您的喜好：用來好好招呼您。\n• 您的生日（有告訴我們才會有）：用來祝您生日快樂。\n• 您的評分和留言：用來回覆您、改進服務。\n• 您同意了什麼、什麼時候同意的（條款版本 ${version}）。\n\n我們不會把資料交給別人。輸入 /stop 會立刻停止優惠訊息。想查看或刪除您的資料，請洽${spaced(f.brand)}的店員。`,
  agreed: (what, granted, date) =>
    `${what === 'service' ? '會員服務' : '優惠訊息'}：${date}${granted ? '同意' : what === 'service' ? '撤回同意' : '選擇不接收'}`,
  notJoined: () => `您還沒有加入，所以我們只保存這個聊天室的識別碼。`,
  drops: () => `最新優惠`,
  coupons: () => `我的優惠券`,
  points: () => `我的點數`,
  help: () => `說明`,
  back: () => `返回`,
  cancel: () => `取消`,
  more: () => `更多`,
  cancelled: () => `已取消，什麼都沒有變動。`,
});
