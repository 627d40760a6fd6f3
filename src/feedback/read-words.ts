import { cleanText, clip } from '../lib/plain-text.ts';

const MOST = 1000;

/** What a person wrote, fit to be kept and shown: lines stay, everything hostile goes, at most 1000 letters. */
export function readWords(text: string): string {
  return clip(cleanText(text), MOST);
}
