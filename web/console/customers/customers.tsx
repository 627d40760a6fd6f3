import type { Part } from '../desk.ts';
import './customers.css';
import { FindCustomer } from './find-customer.tsx';
import { OneCustomer } from './one-customer.tsx';

/** One person: found by what somebody knows of them, and everything about them. */
export const customersPart: Part = {
  path: 'customers',
  title: (words) => words.customersTitle,
  isFor: (me) => me.scopes.includes('customers'),
  draw: (desk) => (desk.rest ? <OneCustomer desk={desk} id={desk.rest} /> : <FindCustomer desk={desk} />),
};
