import { type Civil, isCivil } from '../lib/dates.ts';

/** Kinds of doubts, those that cost most first. */
export const doubtKinds = ['twins', 'birthday', 'phone'] as const;
export type DoubtKind = (typeof doubtKinds)[number];

/** Why something is doubted, of all kinds. */
export const doubtReasons = [
  ...(['same-birthday', 'same-number'] as const),
  ...(['no-day', 'not-born', 'too-old', 'never-asked'] as const),
  ...(['length', 'one-digit', 'country'] as const),
];
export type DoubtReason = (typeof doubtReasons)[number];

/** Nobody known has been older (Jeanne Calment was 122). */
const OLDEST = 122;
/** Days that programs write where nobody was asked: the first ones of their calendars. */
const NEVER_ASKED = new Set(['1900-01-01', '1970-01-01', '2000-01-01']);

export interface Birthday {
  mmdd: number;
  year: number | null;
}

/** Why a birthday cannot be, or was hardly said by a person; undefined when nothing speaks against it. */
export function doubtOfBirthday({ mmdd, year }: Birthday, today: Civil): DoubtReason | undefined {
  const day = (of: number) =>
    `${of}-${String(Math.floor(mmdd / 100)).padStart(2, '0')}-${String(mmdd % 100).padStart(2, '0')}`;
  // Without a year a leap year is as good as any.
  const born = day(year ?? 2000);
  if (!isCivil(born)) return 'no-day';
  if (year === null) return undefined;
  if (born > today) return 'not-born';
  if (year < Number(today.slice(0, 4)) - OLDEST) return 'too-old';
  return NEVER_ASKED.has(born) ? 'never-asked' : undefined;
}

/** How many digits follow a calling code, of countries with one plan (national numbering plans, ITU-T E.129). */
const NATIONAL: Record<string, RegExp> = {
  '886': /^[2-9]\d{7,8}$/,
  '86': /^(1\d{10}|[2-9]\d{8,10}|10\d{8})$/,
  '852': /^[2-9]\d{7}$/,
  '853': /^[268]\d{7}$/,
  '81': /^[1-9]\d{8,9}$/,
  '65': /^[3689]\d{7}$/,
};

/** Why nobody can be called at a number, given as international digits; undefined when nothing speaks against it. */
export function doubtOfPhone(digits: string): DoubtReason | undefined {
  // E.164: at most 15; the shortest in use have 8 with the code.
  if (!/^[1-9]\d{7,14}$/.test(digits)) return 'length';
  if (/^\d{0,3}(\d)\1{6,}$/.test(digits)) return 'one-digit';
  const code = Object.keys(NATIONAL).find((one) => digits.startsWith(one));
  return code && !NATIONAL[code]!.test(digits.slice(code.length)) ? 'country' : undefined;
}

/** Somebody of a name, for comparing. */
export interface Namesake extends Partial<Birthday> {
  id: string;
  phone: string | undefined;
}

/**
 * Pairs of one name that are likely one person: they were born on the same day, or their numbers end in the same eight
 * digits, as when only the country differs. Another year of birth speaks against it.
 */
export function twinsAmong(people: readonly Namesake[]): { ids: [string, string]; reason: DoubtReason }[] {
  return people.flatMap((one, at) =>
    people.slice(at + 1).flatMap((other) => {
      const reason = likeness(one, other);
      return reason ? [{ ids: [one.id, other.id].sort() as [string, string], reason }] : [];
    }),
  );
}

function likeness(one: Namesake, other: Namesake): DoubtReason | undefined {
  if (one.year && other.year && one.year !== other.year) return undefined;
  if (one.mmdd && one.mmdd === other.mmdd) return 'same-birthday';
  if (one.mmdd && other.mmdd) return undefined;
  return one.phone && other.phone && one.phone.slice(-8) === other.phone.slice(-8) ? 'same-number' : undefined;
}
