import type { Customer } from '../../entities/customer.ts';
import { CONSENT_VERSION } from '../shop.ts';

/** True for customers who agreed to an earlier text than today's; it keeps holding until they agree to the new one. */
export function agreedToOlder({ joinedAt, agreedVersion }: Pick<Customer, 'joinedAt' | 'agreedVersion'>): boolean {
  return joinedAt !== null && agreedVersion !== CONSENT_VERSION;
}
