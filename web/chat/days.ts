import type { ChatFacts } from './chat-facts.ts';

type Words = Pick<ChatFacts['words'][string]['chat'], 'today' | 'yesterday'>;

const DAY_MS = 24 * 3600 * 1000;

/** The day of a line on this device's calendar: for people when words are given, else to compare. */
export function dayOf(at: string | undefined, tag?: string, words?: Words): string {
  if (!at) return '';
  const day = new Date(at);
  const plain = day.toDateString();
  if (!words) return plain;
  const today = new Date();
  if (plain === today.toDateString()) return words.today;
  if (plain === new Date(today.getTime() - DAY_MS).toDateString()) return words.yesterday;
  const other = day.getFullYear() !== today.getFullYear();
  return new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'long', ...(other && { year: 'numeric' }) }).format(day);
}

/** The time of a line on this device's clock. */
export function timeOf(at: string, tag: string): string {
  return new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(at));
}
