import type { Role } from '../../entities/staff.ts';
import type { Menu } from './channel.ts';
import type { Person } from './person.ts';

const customer = [
  'drops',
  'coupons',
  'points',
  'birthday',
  'link',
  'language',
  'timezone',
  'help',
  'privacy',
  'stop',
] as const;
const counter = ['check', 'redeem', 'undo', 'today', 'store'] as const;
const marketing = ['new', 'campaigns', 'broadcast', 'stats'] as const;
const owning = ['invite', 'staff'] as const;

/** The commands that each role sees in its menu, the most used first. Rights are checked elsewhere. */
export const menus: Record<'customer' | Role, readonly string[]> = {
  customer,
  clerk: [...counter, ...customer],
  manager: [...counter, 'campaigns', 'stats', 'unlink', ...customer],
  marketer: [...marketing, ...customer],
  owner: [...counter, ...marketing, ...owning, 'unlink', ...customer],
};

/** The menu that a person should see. */
export function menuOf(person: Pick<Person, 'staff' | 'language'>): Menu {
  return { role: person.staff?.role ?? 'customer', language: person.language };
}
