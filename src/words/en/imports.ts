import type { Format } from '../format.ts';
import { DIFFERS, type Differs } from './refusals-counter.ts';

/** What is wrong with a row, and how to mend it. */
type Said = readonly [problem: string, remedy: string];

const app = (channel: string) => ({ line: 'LINE', telegram: 'Telegram' })[channel] ?? channel;

export const imports = (f: Format) => ({
  problems: {
    'quote-broken': (): Said => [
      'A quotation mark is opened and not closed.',
      'Put " around the whole cell, and write "" for one inside it.',
    ],
    'row-too-long': (): Said => [
      'This row is longer than any order.',
      'Check that the file has line ends and closed quotation marks.',
    ],
    'cells-count': (facts: { cells: number; columns: number }): Said => [
      `This row has ${f.number(facts.cells)} cells and the header ${f.number(facts.columns)}.`,
      'Put " around cells that hold the separator, such as "1,200".',
    ],
    unreadable: (): Said => [
      'This row holds characters that cannot be read.',
      'Save the file as CSV UTF-8, or name its encoding.',
    ],
    needed: (): Said => ['This is empty.', 'Fill it in.'],
    'too-long': (facts: { most: number }): Said => [
      `This is too long.`,
      `Write at most ${f.number(facts.most)} characters.`,
    ],
    'id-shape': (): Said => [
      'This is not one of our customer ids.',
      'Give the id as the API shows it, or leave it empty.',
    ],
    'address-shape': (facts: { channel: string }): Said => [
      `This is not an address on ${app(facts.channel)}.`,
      'On LINE it is U and 32 digits or letters a to f, on Telegram a number.',
    ],
    'who-needed': (): Said => [
      'Nothing here proves whose row this is; a name is not enough.',
      'Give a phone number, a member number or a customer id.',
    ],
    'who-unknown': (): Said => ['The shop knows nobody like this.', 'Check it, or import the customer first.'],
    'who-two': (): Said => [
      'This row belongs to two different customers.',
      'Leave only what is theirs, or let the customer link the two.',
    ],
    'phone-other': (): Said => [
      'The shop has another phone number for this customer.',
      'Leave the phone empty, or ask the customer.',
    ],
    'money-currency': (facts: { found: string; currency: string }): Said => [
      `“${facts.found}” is not in the currency of the shop, ${facts.currency}.`,
      'Convert the amount, or write it without letters.',
    ],
    'money-negative': (): Said => [
      'The amount of an order cannot be below zero.',
      'Import what was given back as a refund.',
    ],
    'money-zero': (): Said => ['The amount of this refund is zero.', 'Give the amount, or leave the row out.'],
    'money-shape': (facts: { currency: string }): Said => [
      `This is not an amount in ${facts.currency}.`,
      'Write it such as 1200 or 1,200.50.',
    ],
    'money-two-ways': (): Said => [
      'This can be read as thousands or as a fraction.',
      'Write 1200 or 1.20 for what is meant.',
    ],
    'quantity-shape': (): Said => [
      'This is not a whole number from 1 to a million.',
      'Write how many pieces there were.',
    ],
    'date-shape': (): Said => ['We cannot read this as a date.', 'Write it such as 2026-03-08 14:05.'],
    'date-none': (): Said => ['There is no such day or time.', 'Check it. Dates before 1990 are not taken.'],
    'date-future': (): Said => ['This lies in the future.', 'Check day, month and year.'],
    'date-number': (): Said => [
      'This is how a spreadsheet counts days, not a date.',
      'Format the column as a date and save the file again.',
    ],
    'date-two-digits': (): Said => ['The year has two digits.', 'Write it with four, such as 2026-03-08.'],
    'date-two-ways': (): Said => [
      'Day and month cannot be told apart.',
      'Write 2026-03-08, or say whether dates are dmy or mdy.',
    ],
    'birthday-shape': (): Said => ['This is not a birthday.', 'Write it such as 1990-03-08 or 03-08.'],
    'phone-shape': (): Said => ['This is not a phone number.', 'Write it such as +886912345678.'],
    'phone-country': (): Said => [
      'The country of this number is unclear.',
      'Write it with + and its country code, or name one country for the whole file.',
    ],
    'phone-number': (): Said => [
      'A spreadsheet has shortened this number.',
      'Format the column as text and fill it in again.',
    ],
    'language-unknown': (): Said => [
      'The shop does not speak this language.',
      'Write en, zh-Hant or zh-Hans, or leave it empty.',
    ],
    'tags-many': (facts: { most: number }): Said => [
      'There are too many tags.',
      `Give at most ${f.number(facts.most)}.`,
    ],
    'tag-shape': (facts: { most: number }): Said => [
      'One of these is not a tag.',
      `A tag is a word or two, at most ${f.number(facts.most)} letters, without quotes or brackets.`,
    ],
    'store-unknown': (facts: { stores: string[] }): Said => [
      'There is no such store.',
      facts.stores.length > 0 ? `Choose ${f.list(facts.stores, 'or')}.` : 'Open the store first.',
    ],
    'source-reserved': (facts: { source: string }): Said => [
      `“${facts.source}” is kept for orders with our own coupons.`,
      'Choose another name for the system of this file.',
    ],
    'order-differs': (facts: { line: number }): Said => [
      `Line ${f.number(facts.line)} says something different about the same order.`,
      'Make the rows of an order agree.',
    ],
    'order-twice': (): Said => [
      'This order number is elsewhere in the file as well, with other rows.',
      'Put the rows of an order one below the other.',
    ],
    'order-other': (facts: { amountMinor: number }): Said => [
      `This order is here already with ${f.money(facts.amountMinor)}; nothing was changed.`,
      'Correct an order with a refund, and keep the rows of one order together.',
    ],
    'order-of-other': (): Said => [
      'This order is here already, for another customer.',
      'Check whose it is; an order stays with its customer.',
    ],
    'order-other-lines': (): Said => [
      'This order is here already with other products.',
      'Keep the rows of one order together.',
    ],
    'order-other-day': (): Said => [
      'This order number is here already, from another day; nothing was changed.',
      'Where numbers begin anew each day, put the date before them.',
    ],
    'refund-other': (facts: { differs: Differs[] }): Said => [
      `This refund number is here already, with ${f.list(facts.differs.map((one) => DIFFERS[one] ?? one))}; nothing was changed.`,
      'Give this refund a number of its own.',
    ],
    'lines-beyond': (facts: { sum: number; most: number }): Said => [
      `The products come to ${f.money(facts.sum)}, and the order only to ${f.money(facts.most)}.`,
      'Check the amounts, and which column is the total.',
    ],
    'lines-many': (facts: { most: number }): Said => [
      `One order has more than ${f.number(facts.most)} rows.`,
      'Check which column holds the order number.',
    ],
    'amount-two-ways': (): Said => [
      'All rows of this order have the same amount: is it for the whole order, or for each row?',
      'Name the column total or line amount.',
    ],
    'same-order': (facts: { line: number }): Said => [
      `Line ${f.number(facts.line)} of the same order is wrong.`,
      'Correct that line; this one is fine and comes in with it.',
    ],
    'refund-beyond': (facts: { left: number }): Said => [
      `Only ${f.money(facts.left)} is left of this order.`,
      'Refund that at most.',
    ],
    'redemption-unknown': (): Said => [
      'There is no such redemption.',
      'Give the id of the redemption as order number.',
    ],
  },
});

export const importRefusals = (f: Format) => ({
  'body-no-csv': () => `The body is not a CSV file. Send the file itself with "Content-Type: text/csv".`,
  'import-empty': () => `There is nothing in this file. Give a file with a line of column names and rows below it.`,
  'import-no-csv': () => `This is not a CSV file. Save the table as CSV UTF-8, and send that file.`,
  'import-encoding': () =>
    `We cannot tell how this file is encoded. Save it as CSV UTF-8, or give the encoding: utf-8, big5 or gb18030.`,
  'import-columns': (facts: { missing: string[]; header: string[] }) =>
    `The file has no column for ${f.list(facts.missing)}. It has ${f.list(facts.header)}. Name the column like that, or map it, such as order_no=No.`,
  'import-column-twice': (facts: { field: string; names: string[] }) =>
    `Two columns are ${facts.field}: ${f.list(facts.names)}. Say which one is meant, such as ${facts.field}=${facts.names[0]}.`,
  'import-map': (facts: { part: string; fields: string[] }) =>
    `“${facts.part}” maps nothing. Write field=column; the fields are ${f.list(facts.fields)}.`,
  'import-source-needed': () =>
    `The file does not say which system its order numbers come from. Give the source, such as pos, to tell orders of several systems apart.`,
  'import-segment-needed': () => `The import does not say which list to fill. Give the name of a list as the segment.`,
  'import-taken-over': () => `Somebody else is working on this import now. See how far it is, and leave it to them.`,
  'import-unknown': () => `There is no such import. Take the id from the answer to the upload.`,
  'import-too-large': (facts: { megabytes: number }) =>
    `This file is too large for the API. Send at most ${f.number(facts.megabytes)} MB at a time, or import it with the command quan import.`,
});
