// Pairs of a simplified and a traditional character. Both must be absent from the other script's everyday writing,
// so 后, 里, 台, 只, 面, 干, 系, 回 and the like are left out.
const pairs =
  '们們优優惠惠领領积積点點门門销銷张張这這个個还還说說请請让讓线線会會员員时時间間过過开開关關问問题題记記录錄' +
  '发發动動务務单單订訂阅閱选選择擇语語言言简簡体體显顯码碼输輸错錯误誤验驗证證扫掃维維条條数數据據连連接接链鏈' +
  '网網页頁聊聊讯訊传傳给給对對应應该該从從来來为為什什么麼没沒无無变變转轉换換认認确確谢謝欢歡迎迎贵貴买買卖賣' +
  '价價钱錢费費满滿减減赠贈礼禮获獲取取当當号號电電话話联聯络絡账帳户戶权權隐隱资資料料删刪除除图圖两兩边邊处處' +
  '实實际際岁歲节節东東长長场場现現见見觉覺热熱爱愛乐樂听聽写寫读讀议議论論识識别別剩剩经經济濟营營业業产產质質' +
  '专專属屬钟鐘内內闭閉启啟复復结結终終组組织織统統计計设設备備进進运運远遠达達适適邮郵种種称稱级級纪紀约約红紅' +
  '续續绑綁绝絕继繼绩績缩縮罗羅职職脑腦艺藝补補装裝规規视視览覽触觸询詢详詳调調负負责責败敗货貨购購贴貼赶趕' +
  '车車较較载載轻輕辑輯递遞释釋针針铺鋪锁鎖键鍵队隊阳陽阴陰随隨险險难難须須预預频頻颜顏风風饮飲馆館马馬鸟鳥';

const letters = [...pairs];
const differing = letters.flatMap((simplified, at) => {
  const traditional = letters[at + 1];
  return at % 2 === 0 && traditional && traditional !== simplified ? [[simplified, traditional] as const] : [];
});

/** Characters that only simplified Chinese writes. */
export const SIMPLIFIED = differing.map(([simplified]) => simplified).join('');
/** Characters that only traditional Chinese writes. */
export const TRADITIONAL = differing.map(([, traditional]) => traditional).join('');
