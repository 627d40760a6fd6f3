import type { Format } from '../format.ts';

/** What no schema says of itself. */
const problems: Record<string, string> = {
  future: 'it lies in the future',
  'before-1990': 'it lies before 1990',
  empty: 'it has no letters',
  unstorable: 'it holds characters that are none',
};

/** What only machines and the command line hear. */
export const apiRefusals = (f: Format) => ({
  'key-missing': () => `This call needs an API key. Send it as "Authorization: Bearer quan_…".`,
  'key-unknown': () => `We do not know this API key. Check that it was copied whole.`,
  'key-revoked': () => `This API key was revoked. Use another one; "quan api-key create" makes it.`,
  'key-expired': (facts: { at: Date; now: Date }) =>
    `This API key expired on ${f.dateTime(facts.at, facts.now)}. Make a new one with "quan api-key create".`,
  'key-scope': (facts: { scopes: string[] }) =>
    `This API key may not do that. Use a key with the scope ${f.list(facts.scopes, 'or')}.`,
  'scope-unknown': (facts: { scopes: string[] }) =>
    `An API key needs one scope or more that exist. Choose from ${f.list(facts.scopes, 'and')}.`,
  'api-key-unknown': () => `There is no such API key. Look it up with "quan api-key list".`,
  'idempotency-needed': () =>
    `This call needs the header Idempotency-Key. Send 1 to 200 printable characters, the same for each try of one act.`,
  'idempotency-other-body': () =>
    `This Idempotency-Key was used for another request. Send a new key, or the very same request again.`,
  'idempotency-running': () =>
    `A request with this Idempotency-Key is still running. Send the same request again in a few seconds.`,
  'body-unreadable': () => `The body is not a JSON object. Send JSON with "Content-Type: application/json".`,
  'body-too-large': (facts: { kilobytes: number }) =>
    `The body is too large. Send at most ${f.number(facts.kilobytes)} kB.`,
  'body-invalid': (facts: { field: string; problem: string }) =>
    `“${facts.field}” does not fit: ${problems[facts.problem] ?? facts.problem}. See /openapi.json for what it may be.`,
  'console-link': () =>
    `This link does not open the console. It opens once, within ten minutes: say /console in the chat for a new one.`,
  'console-tries': (facts: { seconds: number }) =>
    `Too many links were opened from here. Wait ${facts.seconds === 1 ? '1 second' : `${f.number(facts.seconds)} seconds`}, then open yours again.`,
  'console-over': () => `You are not signed in any more. Say /console in the chat, and open the link that you get.`,
  'console-not-here': () => `Your role cannot do that here. Ask an owner of the shop.`,
  'ticket-by-person': () =>
    `Customers are answered by a person, under their own name. Let a manager do it on the console or in the chat.`,
  'other-site': () => `Another site caused this request. Open our own page, and do it there.`,
  'address-unknown': () => `There is nothing at this address. See /openapi.json for what there is.`,
  'wrong-codes': (facts: { minutes: number }) =>
    `Too many codes that do not exist. Try again in ${f.number(facts.minutes)} minutes, and check where the codes come from.`,
  'not-now': () => `The shop cannot answer right now. Send the same request again in a few seconds; it counts once.`,
  bug: (facts: { id: string }) =>
    `Something broke on our side, and nothing was done. Try again later; if it stays, give the operator the number ${facts.id}.`,
});

/** What a machine can do about a no whose remedy in the chat is a command. */
export const apiRemedies = {
  'tier-unknown': `Take the name from GET /api/v1/tiers.`,
  'tier-shape': `Send name, names and a whole threshold above 0.`,
  'tier-taken': `Send each name once.`,
  'tiers-many': `Send fewer.`,
  'customer-nobody': `Take the id from GET /api/v1/customers.`,
  'customer-by-code': `Ask with a key that has the scope customers.`,
  'city-shape': `Send city with letters.`,
  'cursor-unknown': `Send before as next of the page before, or leave it out.`,
  'tag-unknown': `Take the tags from GET /api/v1/customers/{id}.`,
  'name-shape': `Send a name with letters.`,
  'campaign-unknown': `Take the ref or id from GET /api/v1/campaigns.`,
  'campaign-stopped': `Publish another campaign.`,
  'birthday-campaign-exists': `Stop the live one first.`,
  'coupon-unknown': `Check the id.`,
  'amount-needed': `Send amountMinor.`,
  'amount-invalid': `Send amountMinor as a whole number of minor units, 0 to 10^12.`,
  'store-unknown': `Take the id or name from GET /api/v1/stores.`,
  'store-needed': `Send store with its id or name.`,
  'store-name': `Send name, and zone only as an IANA zone such as Asia/Taipei.`,
  'lines-too-much': `Send lines whose amountMinor add up to at most amountMinor.`,
  'refund-too-much': `Send at most what is left of the order.`,
  'undo-unknown': `Take redemptionId from the answer to the redemption.`,
  'undo-done': `There is nothing left to do.`,
  'undo-reason-needed': `Send reason.`,
  'customer-unknown': `People become customers when they first write to the shop; take the id from GET /api/v1/customers.`,
  'coupon-expired': `It cannot be used any more.`,
  'coupon-revoked': `It cannot be used any more.`,
  'points-short': `Ask for at most the balance.`,
  'not-allowed': `Use a key with the scope that this call needs.`,
  'coupon-wrong-store': `Redeem it there, or send the right store.`,
  'coupon-wrong-day': `Redeem it on one of these days.`,
  'coupon-wrong-hour': `Redeem it within these hours.`,
  'code-unknown': `Scan the QR, or compare the code once more.`,
  'broadcast-unknown': `Take the id from GET /api/v1/broadcasts.`,
  'segment-unknown': `Take the name or id from GET /api/v1/segments.`,
  'sources-full': `Use one of the sources that GET /api/v1/campaigns/{ref}/links gives.`,
  'code-shape': `Send the 13 letters and digits, or the link of the QR.`,
  otherwise: `Correct the request and send it with a new Idempotency-Key.`,
};
