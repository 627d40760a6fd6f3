import type { Format } from '../format.ts';

type Minor = number;

/** What happened, in a few words, by kind of entry. */
export const did = (f: Format) => ({
  joined: () => `joined`,
  consent: (e: { purpose: 'service' | 'marketing'; granted: boolean; version: string }): string =>
    `${e.granted ? 'agreed to' : 'declined'} ${e.purpose === 'service' ? 'membership' : 'offers'} (text ${e.version})`,
  identity: (e: { channel: string }) => `wrote on ${e.channel} for the first time`,
  link: () => `linked another account`,
  unlink: () => `a link of accounts was taken back`,
  claim: (e: { name: string }) => `claimed “${e.name}”`,
  redemption: (e: {
    name: string;
    store: string | null;
    staff: string | null;
    orderMinor: Minor | null;
    discountMinor: Minor;
    points: number;
    undone: boolean;
  }) =>
    [
      `used “${e.name}”`,
      e.undone ? 'taken back' : '',
      e.store ?? '',
      e.staff ? `by ${e.staff}` : '',
      e.orderMinor === null ? '' : `order ${f.money(e.orderMinor)}`,
      e.discountMinor > 0 ? `−${f.money(e.discountMinor)}` : '',
      e.points > 0 ? points(f, e.points) : '',
    ]
      .filter(Boolean)
      .join(' · '),
  undo: (e: { name: string; reason: string | null; staff: string | null }) =>
    `use of “${e.name}” taken back${e.staff ? ` by ${e.staff}` : ''}${e.reason ? `: ${e.reason}` : ''}`,
  purchase: (e: {
    source: string;
    orderNo: string;
    paidMinor: Minor;
    refundedMinor: Minor;
    points: number;
    store: string | null;
    products: string[];
  }) =>
    [
      `bought for ${f.money(e.paidMinor)}`,
      e.products.join(', '),
      e.store ?? '',
      e.points > 0 ? points(f, e.points) : '',
      e.refundedMinor > 0 ? `${f.money(e.refundedMinor)} given back` : '',
      `${e.source} #${e.orderNo}`,
    ]
      .filter(Boolean)
      .join(' · '),
  refund: (e: { orderNo: string; amountMinor: Minor; reason: string | null }) =>
    `${f.money(e.amountMinor)} of order ${e.orderNo} given back${e.reason ? `: ${e.reason}` : ''}`,
  points: (e: { delta: number; reason: string }) => `${points(f, e.delta)} · ${e.reason}`,
  tier: (e: { to: string | null; name: string }) => (e.to ? `moved to the tier ${e.name}` : `is in no tier now`),
  tag: (e: { tag: string; off: boolean }): string => (e.off ? `tag off: ${e.tag}` : `tag: ${e.tag}`),
  edit: (e: { field: string }) => `updated their ${fields[e.field] ?? e.field}`,
  message: (e: { text: string | null; subject: string; channel: string; state: string; reason: string | null }) =>
    `${e.text === null ? (about[e.subject] ?? 'a message') : `“${e.text}”`} on ${e.channel}: ${states[e.state] ?? e.state}${because(e)}`,
  broadcast: (e: { name: string; outcome: string }) => `told about “${e.name}”: ${states[e.outcome] ?? e.outcome}`,
  effect: (e: { trigger: string; reason: string }) => `“${e.trigger}” was not sent: ${e.reason}`,
  feedback: (e: { rating: number | null; words: string | null; store: string | null }) =>
    [
      e.rating === null ? '' : '★'.repeat(e.rating),
      e.words ? `“${e.words}”` : e.rating === null ? 'wrote about a visit' : '',
      e.store ?? '',
    ]
      .filter(Boolean)
      .join(' '),
  ticket: (e: { ref: string }) => `asked for an answer (${e.ref})`,
  answer: (e: { ref: string; note: string | null; staff: string | null }) =>
    `was answered (${e.ref})${e.staff ? ` by ${e.staff}` : ''}${e.note ? `: ${e.note}` : ''}`,
  survey: (e: { reason: string | null; wish: string | null; words: string | null }) =>
    [`answered why they come less often`, e.reason ?? '', e.wish ?? '', e.words ? `“${e.words}”` : '']
      .filter(Boolean)
      .join(' · '),
  idea: (e: { ref: string; words: string | null; tags: string[] | null }) =>
    [`Idea ${e.ref}`, ...(e.tags ?? []).map((tag) => `#${tag}`), e.words ? `“${e.words}”` : '']
      .filter(Boolean)
      .join(' · '),
});

/** What a message was about, for who may not read it. */
const about: Record<string, string> = {
  receipt: 'a receipt',
  undone: 'a use taken back',
  expiring: 'a reminder of coupons',
  birthday: 'a birthday greeting',
  trigger: 'an automatic message',
  survey: 'a question why they come less often',
  compensation: 'an apology',
  'ticket-answer': 'an answer',
  'ticket-closed': 'an answer',
};

const fields: Record<string, string> = { name: 'name', birthday: 'birthday', phone: 'phone number' };

const states: Record<string, string> = {
  sent: 'sent',
  waiting: 'still to be sent',
  unreachable: 'not sent, cannot be reached',
  failed: 'not sent, the platform refused it',
  refused: 'not sent, the platform refused it',
  unknown: 'perhaps sent, the platform did not say',
  skipped: 'not sent',
  'opted-out': 'not sent, wants no offers',
  holdout: 'not sent, held back to see what telling brings',
  capped: 'not sent, had heard enough from us',
  stopped: 'not sent, stopped',
};
const reasons: Record<string, string> = {
  'too late': 'too late',
  'opted out': 'wants no offers',
  'monthly-limit': 'the messages of this month are used up',
};

function because({ state, reason }: { state: string; reason: string | null }): string {
  const why = reason && (reasons[reason] ?? (state === 'skipped' ? reason : ''));
  return (state === 'skipped' || state === 'waiting') && why ? `, ${why}` : '';
}

function points(f: Format, count: number): string {
  return `${count > 0 ? '+' : '−'}${f.number(Math.abs(count))} ${Math.abs(count) === 1 ? 'point' : 'points'}`;
}
