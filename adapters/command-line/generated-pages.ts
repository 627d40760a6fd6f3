import { join } from 'node:path';
import { scopes } from '../../src/staff/actor.ts';
import { endpoints } from '../web/api/endpoints.ts';
import { campaignExample } from './commands/campaigns.ts';
import { settingsPages } from './settings-docs.ts';

/** Every page that is made from the code, with what it should hold. */
export function generatedPages(root: string): { path: string; text: string }[] {
  return [...settingsPages(root), { path: join(root, 'docs', 'api.md'), text: apiPage() }];
}

function apiPage(): string {
  const rows = endpoints.map(({ method, path, about, scopes: needed }) => {
    return `| \`${method.toUpperCase()} /api/v1${path}\` | ${needed.join(' or ') || 'any'} | ${about} |`;
  });
  return `${[
    '# API v1',
    '',
    'For tills, web shops and whatever else works with the shop. `GET /openapi.json` is the whole truth; this page is made',
    'by `npm run quan -- config --write` from the same endpoints.',
    '',
    '```sh',
    `npm run quan -- api-key create --scope ${Object.keys(scopes).join(',')} --name till --days 365`,
    'curl https://shop.example/api/v1/redeem -H "Authorization: Bearer quan_…" -H "Idempotency-Key: receipt-4711" \\',
    '  -H "Content-Type: application/json" -d \'{"code": "8F2K-7QXA-M3ZD-P", "amountMinor": 15850, "store": "Station"}\'',
    '```',
    '',
    '- A key is shown once, opens what its scopes name, and can expire; `quan api-key list` and `revoke` see to the rest.',
    '- Amounts are whole minor units (15850 is NT$158.50), times ISO 8601, ids UUIDs.',
    '- Every POST and PATCH carries an `Idempotency-Key` of your making. The same key and body have one effect and get the',
    '  same answer for seven days, refusals included; the same key with another body is a 422. After a time-out or a 503',
    '  send the same request again.',
    '- Files go to `POST /api/v1/imports/{kind}` as they are, with `Content-Type: text/csv` and no `Idempotency-Key`: the same',
    '  file has one effect. `GET /api/v1/imports/{id}` says how far it is, `…/errors` what was not taken and how to mend it.',
    '- A no is `{"code", "sentence", "remedy"}`: the code is for programs and never changes, the sentence and what would',
    '  make it work are in the language of `Accept-Language` (en, zh-Hant, zh-Hans). 401: the key; 403: its scope; 404: no',
    '  such thing; 409: the state of things; 422: what was sent; 429: twenty codes that do not exist within ten minutes;',
    '  503: try again after `Retry-After` seconds; 500: a bug of ours, nothing was done.',
    '',
    'A campaign, for `POST /api/v1/campaigns` and `quan campaign create --file`; `validity` is `{"until": "2026-12-31"}`,',
    '`{"hours": 48}` or `{"days": 30}`:',
    '',
    '```json',
    JSON.stringify(campaignExample, null, 2),
    '```',
    '',
    '| Call | Scope | What it does |',
    '|---|---|---|',
    ...rows,
  ].join('\n')}\n`;
}
