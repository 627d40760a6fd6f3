import { expect, it } from 'vitest';
import { withoutCodes } from '../../adapters/web/chat/without-codes.ts';
import { openCodes, spellCode } from '../../src/lib/codes.ts';

const code = openCodes(Buffer.alloc(32, 3)).codeOf('01a22fc2-6a00-7000-84e5-8261900d1d4b');
const wide = [...code].map((symbol) => String.fromCharCode(symbol.charCodeAt(0) + 0xfee0)).join('');

it.each([
  code,
  spellCode(code),
  spellCode(code).replaceAll('-', '–'),
  spellCode(code).toLowerCase().replaceAll('-', ' · '),
  [...code].join(' '),
  code.replace(/(.{3})/g, '$1 '),
  wide,
])('A code is cut out of what was said however it is spelled: %s', (spelled) => {
  expect(withoutCodes(`/check ${spelled} 158`)).toBe(`/check ${code.slice(0, 4)}-… 158`);
  expect(withoutCodes(spelled)).toBe(`${code.slice(0, 4)}-…`);
});

it.each(['/join AB12CD34EF', '/JOIN ab12c d34ef', '/link AB12-CD34', ' /link ab12cd34'])(
  'A secret is cut out of what was said: %s',
  (line) => {
    expect(withoutCodes(line)).toBe(`${line.trim().slice(0, 5)} …`);
  },
);

it('Words are left as they are', () => {
  for (const words of [
    'send me the good news today',
    '核銷 請給我 158',
    'a b c d e f g h i j k l',
    '/link code',
    '/join',
    '/link',
  ]) {
    expect(withoutCodes(words)).toBe(words);
  }
});
