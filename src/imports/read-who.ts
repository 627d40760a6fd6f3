import { isId } from '../lib/ids.ts';
import { cleanName } from '../lib/plain-text.ts';
import { Fault } from './fault.ts';
import { type Batch, cellOf, textOf } from './group.ts';
import { callingCode, readPhone } from './read-phone.ts';
import type { Row } from './split-records.ts';

/** Who a row is about, by what proves it. */
export interface Who {
  id?: string;
  phone?: string;
  /** Where they write to us, or their number in another system. */
  addresses: { channel: string; address: string }[];
  name?: string;
}

const SHAPES: Record<string, RegExp> = { line: /^U[0-9a-f]{32}$/, telegram: /^[1-9]\d{2,15}$/ };
/** The channel of numbers of members when nobody says what they are of. */
const MEMBERS = 'member';

/** Reads who a row is about. A name is no proof: two people share one. */
export function readWho(batch: Pick<Batch, 'columns' | 'reading' | 'tx'>, row: Row): Who {
  const { reading, tx } = batch;
  const id = cellOf(batch, row, 'customer_id');
  if (id && !isId(id)) throw new Fault('customer_id', 'id-shape');
  const phone = cellOf(batch, row, 'phone');
  const digits = phone && readPhone('phone', phone, callingCode(reading.country, tx.shop.currency));
  const name = cleanName(cellOf(batch, row, 'customer_name'));
  const addresses = [
    ...addressIn(batch, row, 'line_id', 'line'),
    ...addressIn(batch, row, 'telegram_id', 'telegram'),
    ...addressIn(
      batch,
      row,
      'customer_address',
      textOf(batch, row, 'customer_channel', 20)?.toLowerCase() ?? reading.members ?? MEMBERS,
    ),
  ];
  if (!id && !digits && addresses.length === 0) throw new Fault('phone', 'who-needed');
  return { ...(id && { id: id.toLowerCase() }), ...(digits && { phone: digits }), addresses, ...(name && { name }) };
}

function addressIn(
  batch: Pick<Batch, 'columns'>,
  row: Row,
  field: 'line_id' | 'telegram_id' | 'customer_address',
  channel: string,
): Who['addresses'] {
  const address = textOf(batch, row, field, 200);
  if (!address) return [];
  if (SHAPES[channel] && !SHAPES[channel].test(address)) throw new Fault(field, 'address-shape', { channel });
  return [{ channel, address }];
}

/** The proofs of a person, each as one text. */
export const proofsOf = ({ id, phone, addresses }: Who): string[] => [
  ...(id ? [`id ${id}`] : []),
  ...(phone ? [`phone ${phone}`] : []),
  ...addresses.map(({ channel, address }) => `${channel}:${address}`),
];
