import { cleanName, graphemes } from '../lib/plain-text.ts';
import { Refusal } from '../refusal.ts';
import type { Language } from '../words/index.ts';
import type { Ladder, Step } from './ladder.ts';

/** Metals are tiers everywhere: whoever names one in their language has named it in all of them. */
const METALS: Record<string, [en: string, hant: string, hans: string]> = {
  bronze: ['Bronze', '銅卡', '铜卡'],
  silver: ['Silver', '銀卡', '银卡'],
  gold: ['Gold', '金卡', '金卡'],
  platinum: ['Platinum', '白金卡', '白金卡'],
  diamond: ['Diamond', '鑽石卡', '钻石卡'],
};
// Words after /tiers that are no tier.
const TAKEN = ['add', 'by'];

/** A new tier by the name that somebody gives it: its short name, and what it is called in each language. */
export function newStep({ tiers }: Ladder, typed: string, language: Language, threshold: number): Step {
  const name = displayName(typed);
  const metal = Object.entries(METALS).find(([, names]) => names.some((one) => same(one, name)));
  const all = metal && { en: metal[1][0], 'zh-hant': metal[1][1], 'zh-hans': metal[1][2] };
  const latin = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 20)
    .replace(/-$/, '');
  const short = metal?.[0] ?? (TAKEN.includes(latin) ? '' : latin);
  const free = Array.from({ length: tiers.length + 1 }, (_, n) => `tier-${n + 1}`).find(
    (one) => !tiers.some((tier) => tier.name === one),
  )!;
  if (tierNamed(tiers, name)) throw new Refusal('tier-taken', { name });
  return { name: short || free, names: { ...all, [language]: name }, threshold };
}

/** One line of at most 20 letters; refuses anything else. */
export function displayName(typed: string): string {
  const name = cleanName(typed);
  if (!name || graphemes(name) > 20) throw new Refusal('tier-shape');
  return name;
}

/** The tier of this short name, or called like this in any language. */
export function tierNamed(tiers: readonly Step[], text: string): Step | undefined {
  return tiers.find(({ name, names }) => [name, ...Object.values(names)].some((one) => same(one, text)));
}

const same = (one: string, other: string) => plain(one) === plain(other);
const plain = (text: string) => text.normalize('NFKC').trim().toLowerCase();
