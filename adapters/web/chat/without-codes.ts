import { readCode } from '../../../src/lib/codes.ts';

const SYMBOLS = 13;

/** What somebody said, with each coupon's code cut to its first group: no code lies in the database. */
export function withoutCodes(text: string): string {
  const plain = text.normalize('NFKC');
  let kept = '';
  let at = 0;
  while (at < plain.length) {
    const begins = !/[0-9a-z]/i.test(plain[at - 1] ?? '');
    // Thirteen symbols with at most one sign or space between two of them, and no fourteenth.
    const found =
      begins && /^[0-9a-z](?:[\s\-_.]?[0-9a-z]){12}(?![0-9a-z])/i.exec(plain.slice(at, at + 2 * SYMBOLS + 1))?.[0];
    const read = found ? readCode(found) : undefined;
    if (found && read && 'code' in read) {
      kept += `${read.code.slice(0, 4)}-…`;
      at += found.length;
    } else kept += plain[at++];
  }
  return kept === plain ? text : kept;
}
