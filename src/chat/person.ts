import type { Customer } from '../../entities/customer.ts';
import type { Identity } from '../../entities/identity.ts';
import type { Staff } from '../../entities/staff.ts';
import type { Language } from '../words/index.ts';

/** Who is speaking: the person, on which channel, and what they do here if they work here. */
export interface Person {
  customer: Customer;
  identity: Identity;
  staff: Staff | null;
  language: Language;
}
