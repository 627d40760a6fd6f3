import {
  changeMarketingRules,
  HOLDOUT_FROM,
  type MarketingRules,
  marketingRules,
} from '../broadcasts/marketing-rules.ts';
import { Refusal } from '../refusal.ts';
import { authorise } from '../staff/actor.ts';
import type { Command } from './command.ts';
import { staffOnly } from './staff-only.ts';

/** What can be changed, and up to what. */
const RULES: Record<string, { rule: keyof MarketingRules; most: number }> = {
  day: { rule: 'perDay', most: 20 },
  week: { rule: 'perWeek', most: 100 },
  holdout: { rule: 'holdoutPercent', most: 50 },
  approval: { rule: 'approvalAbove', most: 100_000_000 },
};

/** `/limits [day | week | holdout | approval <number>]`: how much a shop allows itself towards its customers. */
export const limits: Command = {
  name: 'limits',
  who: 'staff',
  async run(said) {
    const { tx, t, args } = said;
    const by = staffOnly(said);
    authorise(by, 'read-figures');
    const change = args ? readChange(args) : undefined;
    const rules = change ? await changeMarketingRules(tx, by, change) : await marketingRules(tx);
    const words = t.audience;
    const lines = [
      words.perDay(rules.perDay),
      words.perWeek(rules.perWeek),
      words.holdoutIs(rules.holdoutPercent, HOLDOUT_FROM),
      words.approvalIs(rules.approvalAbove),
      '',
      words.limitsHow(),
    ];
    return { title: words.limits(), text: lines.join('\n') };
  },
};

function readChange(args: string): Partial<MarketingRules> {
  const [, name = '', value = ''] =
    /^(\w+)\s+(\d{1,3}(?:,\d{3})+|\d{1,9})\s*%?$/.exec(args.normalize('NFKC').trim()) ?? [];
  const found = Object.hasOwn(RULES, name.toLowerCase()) ? RULES[name.toLowerCase()] : undefined;
  const number = Number(value.replaceAll(',', ''));
  if (!found || number > found.most) throw new Refusal('limit-unreadable');
  return { [found.rule]: number };
}
