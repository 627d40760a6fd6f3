import { readCode } from '../../../src/lib/codes.ts';

const SPELLED = /(?<![0-9a-z])[0-9a-z](?:[\s\-_.·‐-―]*[0-9a-z]){12}(?![0-9a-z])/iuy;
// An invitation or a link code, behind the command that takes it.
const SECRET = /^\s*(\/(?:join|link))\s+(?=(?:[\s-]*[0-9a-z]){8})[\s\-0-9a-z]+$/iu;
const GAP = /[\s\-_.·‐-―]+/u;

/** What somebody said, with each coupon's code cut to its first group, and without secrets: none lies in the database. */
export function withoutCodes(text: string): string {
  const plain = text.normalize('NFKC');
  const passedOn = SECRET.exec(plain);
  if (passedOn) return `${passedOn[1]} …`;
  let kept = '';
  for (let at = 0; at < plain.length; ) {
    SPELLED.lastIndex = at;
    const spelled = SPELLED.exec(plain)?.[0];
    const read = spelled && isEven(spelled) ? readCode(spelled) : undefined;
    const coded = read && 'code' in read;
    kept += coded ? `${read.code.slice(0, 4)}-…` : plain[at];
    at += coded ? spelled!.length : 1;
  }
  return kept === plain ? text : kept;
}

/** Groups of one length but for the last, as codes are spelled; words beside each other are not. */
function isEven(spelled: string): boolean {
  const sizes = spelled.split(GAP).map((group) => group.length);
  return sizes.every((size, n) => size === sizes[0] || (n === sizes.length - 1 && size < sizes[0]!));
}
