import type { RefusalCode } from '../../../src/words/index.ts';

const statuses: Partial<Record<RefusalCode, number>> = {
  'key-missing': 401,
  'key-unknown': 401,
  'key-revoked': 401,
  'key-expired': 401,
  'key-scope': 403,
  'not-allowed': 403,
  'address-unknown': 404,
  'campaign-unknown': 404,
  'trigger-unknown': 404,
  'code-unknown': 404,
  'coupon-unknown': 404,
  'customer-unknown': 404,
  'effect-unknown': 404,
  'store-unknown': 404,
  'undo-unknown': 404,
  'body-too-large': 413,
  'body-unreadable': 400,
  'idempotency-needed': 400,
  'wrong-codes': 429,
  'amount-invalid': 422,
  'amount-needed': 422,
  'body-invalid': 422,
  'code-shape': 422,
  'code-typo': 422,
  'idempotency-other-body': 422,
  'lines-too-much': 422,
  'report-period': 422,
  'report-too-long': 422,
  'report-too-slow': 422,
  'scope-unknown': 422,
  'source-reserved': 422,
  'store-name': 422,
  'store-needed': 422,
  'terms-invalid': 422,
  'trigger-unbounded': 422,
  'undo-reason-needed': 422,
  bug: 500,
  'not-now': 503,
};

/** The HTTP status of a no; what is left is a state of things that does not allow it. */
export const statusOf = (code: RefusalCode): number => statuses[code] ?? 409;

/** Seconds after which a no may be a yes. */
export const retryAfter: Partial<Record<RefusalCode, number>> = {
  'wrong-codes': 600,
  'idempotency-running': 2,
  'not-now': 5,
};
