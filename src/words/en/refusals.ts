import type { Format } from '../format.ts';
import { ruleFor } from '../rule-for.ts';
import { adviserRefusals } from './advisers.ts';
import { audienceRefusals } from './audience.ts';
import { broadcastRefusals } from './broadcasts.ts';
import { channelRefusals } from './channels.ts';
import { dossierRefusals } from './dossier.ts';
import { doubtRefusals } from './doubts.ts';
import { faultRefusals } from './faults.ts';
import { feedbackRefusals } from './feedback.ts';
import { ideaRefusals } from './ideas.ts';
import { importRefusals } from './imports.ts';
import { linkRefusals } from './links.ts';
import { paperRefusals } from './paper.ts';
import { apiRefusals } from './refusals-api.ts';
import { counterRefusals } from './refusals-counter.ts';
import { marketingRefusals } from './refusals-marketing.ts';
import { peopleRefusals } from './refusals-people.ts';
import { reportRefusals } from './reports.ts';
import { segmentRefusals } from './segments.ts';
import { suggestionRefusals } from './suggestions.ts';
import { termsRules } from './terms-rules.ts';
import { tierRefusals } from './tiers.ts';
import { triggerRefusals } from './triggers.ts';

/** Every no, with what would make it work. The key is the code that the API gives. */
export const refusals = (f: Format) => ({
  ...apiRefusals(f),
  ...broadcastRefusals(f),
  ...counterRefusals(f),
  ...marketingRefusals(f),
  ...peopleRefusals(f),
  ...importRefusals(f),
  ...tierRefusals(f),
  ...adviserRefusals(f),
  ...channelRefusals(f),
  ...dossierRefusals(f),
  ...doubtRefusals(f),
  ...segmentRefusals(f),
  ...audienceRefusals(f),
  ...triggerRefusals(f),
  ...feedbackRefusals(f),
  ...ideaRefusals(f),
  ...linkRefusals(f),
  ...paperRefusals(f),
  ...faultRefusals(),
  ...reportRefusals(f),
  ...suggestionRefusals(f),
  'campaign-unknown': () =>
    `There is no such campaign. See /drops for what can be claimed; staff see all in /campaigns.`,
  'campaign-stopped': () =>
    `This campaign has ended. Coupons you claimed stay valid; see /coupons, and /drops for others.`,
  'claim-not-yet': (facts: { from: Date; now: Date }) =>
    `Not yet: you can claim this from ${f.dateTime(facts.from, facts.now)}.`,
  'claim-over': (facts: { until: Date; now: Date }) =>
    `Claiming ended on ${f.dateTime(facts.until, facts.now)}. See /drops for others.`,
  'claim-gone': (facts: { name: string }) => `“${facts.name}” is all gone. You were close! See /drops for others.`,
  'claim-gone-today': (facts: { name: string }) => `“${facts.name}” is gone for today. Try again tomorrow.`,
  'claim-limit': (facts: { limit: number }) =>
    facts.limit === 1
      ? `One for each person, and you had yours. See /coupons.`
      : `You had all ${f.number(facts.limit)} that one person may have. See /coupons.`,
  'terms-invalid': (facts: { field: string; problem: string }) => {
    const { called, rule } = ruleFor(termsRules, facts.field);
    return `The campaign's ${called} cannot be like that. It has to be ${rule}.`;
  },
  'campaign-ref-taken': (facts: { ref: string }) =>
    `Another campaign is called ${facts.ref}. Choose another ref, or leave it out.`,
  'birthday-campaign-exists': () => `There is a live birthday campaign already. Stop it first; see /campaigns.`,
  'not-allowed': (facts: { roles: string[] }) =>
    `Your role may not do that. Ask ${/^[aeiou]/.test(facts.roles[0] ?? '') ? 'an' : 'a'} ${f.list(facts.roles, 'or')}.`,
});
