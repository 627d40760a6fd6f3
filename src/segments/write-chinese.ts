import { plainAmount } from '../lib/money.ts';
import type { Age, Amount, Birthday, OneOf } from './rule.ts';
import { inQuotes, isPlain, type Writing } from './writing.ts';

const hant = {
  ...{ visits: '來訪', spend: '消費', average: '平均消費', claimed: '領取', used: '使用', unused: '未使用' },
  ...{ points: '點數', rating: '評分', product: '商品', category: '類別', bought: '' },
  ...{ 'last-visit': '上次來訪', 'first-visit': '首次來訪', joined: '加入', birthday: '生日' },
  ...{ value: '價值', behaviour: '狀態', tier: '等級', store: '常去門市', city: '城市', tag: '標籤' },
  ...{ language: '語言', channel: '通路', segment: '客群' },
  ...{ high: '高', mid: '中', low: '低', active: '活躍', slipping: '快流失', lost: '已流失', none: '無' },
  ...{ no: '沒有', within: '天內', ago: '天前', in: '屬於', notIn: '不屬於', last: '最近', pieces: '張' },
  ...{ this: '本月', next: '下月', open: '「', close: '」' },
};
const hans: typeof hant = {
  ...{ visits: '来访', spend: '消费', average: '平均消费', claimed: '领取', used: '使用', unused: '未使用' },
  ...{ points: '积分', rating: '评分', product: '商品', category: '类别', bought: '' },
  ...{ 'last-visit': '上次来访', 'first-visit': '首次来访', joined: '加入', birthday: '生日' },
  ...{ value: '价值', behaviour: '状态', tier: '等级', store: '常去门店', city: '城市', tag: '标签' },
  ...{ language: '语言', channel: '渠道', segment: '客群' },
  ...{ high: '高', mid: '中', low: '低', active: '活跃', slipping: '快流失', lost: '已流失', none: '无' },
  ...{ no: '没有', within: '天内', ago: '天前', in: '属于', notIn: '不属于', last: '最近', pieces: '张' },
  ...{ this: '本月', next: '下月', open: '“', close: '”' },
};
type Script = typeof hant;

const WIDE = /[\p{Script=Han}（）「」“”、]/u;

/** Chinese among itself is written without spaces, Latin letters and numbers are set off. */
function glue(...parts: (string | number)[]): string {
  const texts = parts.map(String).filter(Boolean);
  return texts.reduce((before, after) => {
    const [left, right] = [before.at(-1)!, after[0]!];
    const close = (WIDE.test(left) && WIDE.test(right)) || /[（）「」“”、]/.test(left + right);
    return `${before}${close ? '' : ' '}${after}`;
  });
}

/** `60 天內 coffee >= 3 且 21 天內沒有來訪且等級屬於（silver、gold）` */
export function chineseFor(language: string, currency: string): Writing {
  const script = language === 'zh-hans' ? hans : hant;
  const oneOf = (one: OneOf, is: string, among: string) => {
    const names = listed(namesOf(one, script));
    if (one.field === 'segment') return glue(among, script.segment, names);
    return glue(script[one.field], one.in.length > 1 ? among : is, names);
  };
  return {
    condition(one) {
      if ('in' in one) return oneOf(one, '是', script.in);
      if (one.field === 'birthday') return birthday(one, script);
      return 'value' in one ? amount(one, script, currency) : age(one as Age, script);
    },
    isNot: (one) => oneOf(one, '不是', script.notIn),
    not: (text) => `不符合（${text}）`,
    join: (texts, and) => glue(...texts.flatMap((text, at) => (at ? [and === 'and' ? '且' : '或', text] : [text]))),
    bracketed: (text) => `（${text}）`,
  };
}

/** A name in Chinese among Chinese words would run into them. */
const quoted = (name: string, { open, close }: Script) =>
  isPlain(name) && !/\p{Script=Han}/u.test(name) ? name : inQuotes(name, open, close);
const listed = (names: readonly string[]) => (names.length === 1 ? names[0]! : `（${names.join('、')}）`);

function namesOf({ field, in: names }: OneOf, script: Script): string[] {
  const ours = field === 'value' || field === 'behaviour';
  return names.map((name) =>
    ours || (field === 'tier' && name === 'none') ? script[name as 'high'] : quoted(name, script),
  );
}

function amount(one: Amount, script: Script, currency: string): string {
  const all = (names: string[]) => listed(names.map((name) => quoted(name, script)));
  const time = 'days' in one && one.days ? [one.days, script.within] : [];
  const at = 'at' in one && one.at ? ['在', all(one.at)] : [];
  const last = 'last' in one ? [script.last, one.last, script.pieces] : [];
  const of = 'of' in one && one.of ? all(one.of) : '';
  const what = [script[one.field], 'name' in one ? quoted(one.name, script) : of];
  const none = time.length > 0 && one.op === '=' && one.value === 0 && (one.field === 'visits' || 'name' in one);
  if (none) return glue(...time, ...at, script.no, ...what);
  const money = one.field === 'spend' || one.field === 'average';
  const value = money ? plainAmount(one.value, currency) : one.value;
  return glue(...time, ...at, ...last, ...what, one.op, value);
}

const age = (one: Age, script: Script) => glue(script[one.field], one.op, one.days, script.ago);

function birthday(one: Birthday, script: Script): string {
  if ('days' in one) return one.days === 0 ? `今天${script.birthday}` : glue(one.days, script.within, script.birthday);
  return typeof one.month === 'number' ? glue(one.month, '月', script.birthday) : script[one.month] + script.birthday;
}
