import { z } from 'zod';
import { recordEvent } from '../../../src/triggers/record-event.ts';
import { endpoint } from './endpoint.ts';
import { id, instant, iso } from './shapes.ts';

const customer = z.union([
  z.strictObject({ id }),
  z.strictObject({ channel: z.string().min(1).max(20), address: z.string().min(1).max(200) }),
]);
const word = z.string().trim().min(1);

const record = endpoint({
  method: 'post',
  path: '/events',
  name: 'recordEvent',
  about:
    'Tells that something has happened to a customer; triggers can answer it by its name. Any source may tell: it need not be known before. The same source and key again change nothing.',
  scopes: ['events'],
  body: z.strictObject({
    customer,
    name: word.max(100).describe('What has happened, such as door-opened.'),
    source: word.max(100).describe('Who tells it, such as a machine or a booking system.'),
    key: word.max(200).describe('Names the event once within its source.'),
    at: instant.optional().describe('When it happened; now when missing.'),
    facts: z
      .record(z.string().max(100), z.union([z.string().max(1000), z.number(), z.boolean(), z.null()]))
      .refine((facts) => Object.keys(facts).length <= 50, 'at most 50')
      .optional(),
  }),
  answer: z.strictObject({
    id,
    customerId: id,
    name: z.string(),
    source: z.string(),
    key: z.string(),
    at: instant,
    again: z.boolean().describe('True when this event had been told before.'),
  }),
  status: 201,
  async run({ tx, by, body: { customer: who, at, facts, ...rest } }) {
    const { event, again } = await recordEvent(tx, by, {
      ...rest,
      who: 'id' in who ? { customerId: who.id } : who,
      ...(at && { at: new Date(at) }),
      ...(facts && { facts }),
    });
    const { id: own, customerId, name, source, key } = event;
    return { id: own, customerId, name, source, key, at: iso(event.at), again };
  },
});

export const eventEndpoints = [record];
