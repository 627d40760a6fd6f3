import { describe, expect, it } from 'vitest';
import { type Language, languages, wordsFor } from '../../src/words/index.ts';
import { named } from '../../src/words/spaced.ts';
import { anything } from './anything.ts';
import { SIMPLIFIED, TRADITIONAL } from './scripts.ts';

const words = wordsFor({ name: 'Antler', zone: 'Asia/Taipei', currency: 'TWD' });

/** Every phrase of a language with its key, functions answered with facts that fit any parameter. */
function phrases(language: Language, of = words): [key: string, phrase: string][] {
  const found: [string, string][] = [];
  const walk = (key: string, value: unknown): void => {
    if (typeof value === 'string') found.push([key, value]);
    else if (typeof value === 'function') walk(key, value(...Array.from({ length: value.length }, () => anything())));
    else if (value && typeof value === 'object') {
      for (const [name, inner] of Object.entries(value)) walk(key ? `${key}.${name}` : name, inner);
    } else found.push([key, String(value)]);
  };
  walk('', of(language));
  return found;
}

const keys = (language: Language) =>
  new Set(
    phrases(language)
      .map(([key]) => key)
      .filter((key) => !key.startsWith('aliases.')),
  );

/** What may stay in Latin letters: commands and what follows them, `{blanks}`, codes, addresses. */
const withoutCommands = (phrase: string) =>
  phrase
    .replace(/https?:\S+/g, '')
    .replace(/\/[a-z-]+( [\w.:-]+)*/g, '')
    .replace(/\{\w+\}/g, '')
    .replace(/\b[0-9A-Z]{4}-[0-9A-Z-]+/g, '');

const telling = (phrase: string, characters: string) => [...phrase].filter((c) => characters.includes(c)).join('');

describe.each(languages)('The words of %s', (language) => {
  it('answer every key that English has, and no other', () => {
    expect(keys(language)).toEqual(keys('en'));
  });

  it('are filled in everywhere', () => {
    const broken = phrases(language).filter(([, p]) => !p.trim() || /undefined|NaN|null|\[object|=>|Invalid/.test(p));
    expect(broken).toEqual([]);
  });

  it('name every command in a line that Telegram takes', () => {
    const bad = Object.entries(words(language).commands).filter(
      ([name, says]) => name.length > 32 || says.length > 256,
    );
    expect(bad).toEqual([]);
  });

  it('have aliases that a person can type', () => {
    const typed = Object.values(words(language).aliases).flat();
    expect(typed.filter((a) => a !== a.trim().toLowerCase() || !a || a.startsWith('/'))).toEqual([]);
  });
});

it('No alias stands for two commands, in one language or across them', () => {
  const meant = new Map<string, Set<string>>();
  for (const language of languages) {
    for (const [command, aliases] of Object.entries(words(language).aliases)) {
      for (const alias of aliases) meant.set(alias, (meant.get(alias) ?? new Set()).add(command));
    }
  }
  const torn = [...meant].filter(([, commands]) => commands.size > 1).map(([alias, c]) => `${alias}: ${[...c]}`);
  expect(torn).toEqual([]);
});

it('Every alias leads to a command that has a description', () => {
  const all = languages.flatMap((language) => Object.keys(words(language).aliases));
  expect(all.filter((command) => !(command in words('en').commands))).toEqual([]);
});

describe.each([
  ['zh-hant', SIMPLIFIED],
  ['zh-hans', TRADITIONAL],
] as const)('The Chinese of %s', (language, foreign) => {
  it('keeps to its own script', () => {
    const strayed = phrases(language).filter(([, p]) => telling(p, foreign));
    expect(strayed.map(([key, p]) => `${key}: ${telling(p, foreign)} in ${p}`)).toEqual([]);
  });

  it('has no English sentence', () => {
    const english = phrases(language).filter(([, p]) => /[A-Za-z]{2,}[ ,.;:]+[A-Za-z]{2,}/.test(withoutCommands(p)));
    expect(english).toEqual([]);
  });

  it('has no half-width punctuation between Chinese characters', () => {
    const narrow = phrases(language).filter(([, p]) => /\p{Script=Han}[,;:!?.()]|[,;:!?()]\p{Script=Han}/u.test(p));
    expect(narrow).toEqual([]);
  });

  it('sets Latin letters and numbers off by a space, and Chinese by none', () => {
    // Facts that stand for roles and languages are Latin here only; the stories tell them as they are.
    const told = phrases(language).map(
      ([key, p]) => [key, p.replace(/https?:\S+|(?<!\/[a-z]+) ?(Asia\/Taipei|2 或 3) ?/g, '')] as const,
    );
    const strayed = told.filter(
      ([key, p]) =>
        !key.startsWith('aliases.') &&
        /\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9%]\p{Script=Han}|\p{Script=Han} \p{Script=Han}|[，。：；！？」”）] /u.test(
          p,
        ),
    );
    expect(strayed).toEqual([]);
  });

  it('sets a shop with a Chinese name off by none', () => {
    const antler = wordsFor({ name: '鹿角', zone: 'Asia/Taipei', currency: 'TWD' });
    const torn = phrases(language, antler).filter(([, p]) => /\p{Script=Han} 鹿角|鹿角 \p{Script=Han}/u.test(p));
    expect(torn).toEqual([]);
    const page = antler(language).web.chat;
    expect([page.title, page.writing].map((text) => named(text, '鹿角')).join()).not.toMatch(/ 鹿角|鹿角 /);
    expect([page.title, page.writing].map((text) => named(text, 'Antler')).join()).toMatch(/ Antler .* ?Antler /);
  });

  it('calls one idea by one word', () => {
    const other =
      language === 'zh-hant'
        ? /折價券|積分|分店|撤銷|連結帳號|店鋪|客人|條文|發送|渠道|群發/
        : /折价券|点数|分店|取消核销|关联账号|店铺|店家|门市|折抵|推播|管道/;
    const strayed = phrases(language).filter(([key, p]) => !key.startsWith('aliases.') && other.test(p));
    expect(strayed).toEqual([]);
  });
});

describe('Sentences that fork', () => {
  const now = new Date('2026-03-01T04:00:00Z');
  const at = new Date('2026-02-28T10:30:00Z');

  it('greet a person with a name and one without', () => {
    expect(languages.map((l) => words(l).chat.welcomeBack(null))).toEqual([
      'Welcome back!',
      '歡迎回來！',
      '欢迎回来！',
    ]);
    for (const l of languages) expect(words(l).chat.welcomeBack('Mei')).toContain('Mei');
  });

  it('leave out the store and the person when nobody knows them', () => {
    for (const l of languages) {
      const short = words(l).refusals['coupon-used']({ at, now, store: null, staff: null });
      expect(short).not.toMatch(/null|，，|, ,|門市|门店/);
      const long = words(l).refusals['coupon-used']({ at, now, store: 'Xinyi', staff: 'Lin' });
      expect(long).toContain('Xinyi');
      expect(long).toContain('Lin');
      expect(long).toContain('18:30');
    }
  });

  it('say a discount as each language says it', () => {
    const said = (basisPoints: number) => languages.map((l) => words(l).coupons.percent(basisPoints, undefined));
    expect(said(2000)).toEqual(['20% off', '8 折', '8 折']);
    expect(said(1500)).toEqual(['15% off', '85 折', '8.5 折']);
    expect(said(10_000)).toEqual(['100% off', '折抵 100%', '立减 100%']);
    expect(said(1250)).toEqual(['12.5% off', '折抵 12.5%', '立减 12.5%']);
  });

  it('write money, days and lists as each language does', () => {
    const written = languages.map((l) => {
      const { coupons } = words(l);
      return [
        coupons.amount(3000),
        coupons.onDays([5, 1, 2, 3, 4]),
        coupons.onDays([6, 7]),
        coupons.atStores(['Xinyi', '中山']),
        coupons.state.expired(at, now),
      ];
    });
    expect(written).toEqual([
      ['NT$30 off', 'on Mon–Fri', 'on Sat and Sun', 'at Xinyi or 中山', 'Expired on 28 February 18:30'],
      ['折抵 NT$30', '限週一到週五使用', '限週六和週日使用', '限 Xinyi 或中山使用', '已於 2 月 28 日 18:30 到期'],
      ['立减 NT$30', '限周一到周五使用', '限周六和周日使用', '限 Xinyi 或中山使用', '已于 2 月 28 日 18:30 到期'],
    ]);
    const ringgit = wordsFor({ name: 'Kopi', zone: 'Asia/Kuala_Lumpur', currency: 'MYR' });
    expect(ringgit('zh-hans').coupons.amount(2050).replace(/\s/g, ' ')).toMatch(/^立减 RM ?20.50$/);
  });

  it('say the last one, and a coupon of the same day', () => {
    expect(languages.map((l) => words(l).coupons.left(1))).toEqual([
      'The last one!',
      '只剩最後一張！',
      '只剩最后一张！',
    ]);
    for (const l of languages) expect(words(l).coupons.validDays(0)).not.toContain('0');
  });

  it('call a staff role by its Chinese name', () => {
    expect(words('zh-hant').refusals['not-allowed']({ roles: ['manager', 'owner'] })).toContain('店長或老闆');
    expect(words('zh-hans').refusals['staff-already']({ role: 'clerk' })).toMatch(/^您已经是这里的店员了。/);
  });

  it('keep the buttons of the chat within twenty characters', () => {
    const names = [
      'agree',
      'agreeService',
      'agreeAgain',
      'agreeAgainService',
      'read',
      'offersOn',
      'drops',
      'coupons',
      'points',
      'help',
      'back',
    ] as const;
    const labels = languages.flatMap((l) => [
      ...[...names, 'cancel' as const, 'more' as const].map((name) => words(l).chat[name]()),
      ...(['claim', 'show'] as const).map((name) => words(l).coupons[name]()),
      ...(['linkEnter', 'linkConfirm', 'phoneAsk'] as const).map((name) => words(l).customers[name]()),
    ]);
    expect(labels.filter((label) => label.length > 20)).toEqual([]);
  });
});
