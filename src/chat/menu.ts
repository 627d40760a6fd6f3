import type { Role } from '../../entities/staff.ts';
import type { Menu } from './channel.ts';
import type { Person } from './person.ts';

const customer = [
  'drops',
  'coupons',
  'points',
  'tier',
  'birthday',
  'link',
  'language',
  'timezone',
  'ask',
  'help',
  'privacy',
  'stop',
] as const;
const counter = ['check', 'redeem', 'undo', 'paper', 'today', 'customer', 'store'] as const;
const answering = ['tickets', 'adviser', 'feedback', 'summary'] as const;
const marketing = [
  'new',
  'campaigns',
  'segment',
  'broadcast',
  'calendar',
  'triggers',
  'stats',
  'links',
  'report',
  'console',
] as const;
/** What may be wrong about who is who: rare, so that it comes late. */
const mending = ['doubts', 'merge', 'unlink'] as const;
const owning = ['limits', 'tiers', 'invite', 'staff'] as const;

/** The commands that each role sees in its menu, the most used first. Rights are checked elsewhere. */
export const menus: Record<'customer' | Role, readonly string[]> = {
  customer,
  clerk: [...counter, ...customer],
  manager: [...counter, ...answering, 'campaigns', 'stats', 'report', 'console', ...mending, ...customer],
  marketer: [...marketing, 'customer', 'feedback', ...customer],
  owner: [...counter, ...answering, ...marketing, ...owning, ...mending, ...customer],
};

/** The menu that a person should see. */
export function menuOf(person: Pick<Person, 'staff' | 'language'>): Menu {
  return { role: person.staff?.role ?? 'customer', language: person.language };
}
