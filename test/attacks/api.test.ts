import { describe, expect, it } from 'vitest';
import { campaignSchema } from '../../src/campaigns/terms.ts';

const campaign = (name: string) => ({
  terms: { kind: 'amount', amountMinor: 100, name: { en: name }, validity: { days: 3 } },
});

describe('Texts of a campaign that comes from outside', () => {
  it.each(['\u202eeerf', 'a\u200bb', '\u2066x\u2069', 'a\u0007'])(
    'are refused when they are not what they look like: %j',
    (name) => {
      expect(campaignSchema.safeParse(campaign(name)).error?.issues[0]?.path).toEqual(['terms', 'name', 'en']);
    },
  );

  it.each(['咖啡 ☕️', '👩‍👩‍👧 day', 'Café <b>&</b>'])('are taken as they are otherwise: %s', (name) => {
    expect(campaignSchema.safeParse(campaign(name)).error).toBeUndefined();
  });
});
