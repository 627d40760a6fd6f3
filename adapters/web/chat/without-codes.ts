import { readCode } from '../../../src/lib/codes.ts';

// In its groups of four, or without any gap; looser spellings would eat the words before them.
const SPELLED = /(?<![0-9a-z])[0-9a-z]{4}(?:[\s\-_.]?[0-9a-z]{4}){2}[\s\-_.]?[0-9a-z](?![0-9a-z])/gi;

/** What somebody said, with each coupon's code cut to its first group: no code lies in the database. */
export function withoutCodes(text: string): string {
  const plain = text.normalize('NFKC');
  const kept = plain.replace(SPELLED, (spelled) => {
    const read = readCode(spelled);
    return 'code' in read ? `${read.code.slice(0, 4)}-…` : spelled;
  });
  return kept === plain ? text : kept;
}
