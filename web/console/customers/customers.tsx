import type { Part } from '../desk.ts';
import './customers.css';
import { FindCustomer } from './find-customer.tsx';
import { OneCustomer } from './one-customer.tsx';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** One person: found by what somebody knows of them, and everything about them. */
export const customersPart: Part = {
  path: 'customers',
  title: (words) => words.customersTitle,
  isFor: (me) => me.scopes.includes('customers'),
  // The chat names people shorter than by their whole id; whatever else the address says is looked for as if typed.
  draw: (desk) =>
    ID.test(desk.rest) ? <OneCustomer desk={desk} id={desk.rest} /> : <FindCustomer desk={desk} asked={desk.rest} />,
};
