import type { Format } from '../format.ts';
import { ruleFor } from '../rule-for.ts';
import type { Words } from '../words.ts';
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
import { roleName } from './roles.ts';
import { segmentRefusals } from './segments.ts';
import { suggestionRefusals } from './suggestions.ts';
import { termsRules } from './terms-rules.ts';
import { tierRefusals } from './tiers.ts';
import { triggerRefusals } from './triggers.ts';

export const refusals = (f: Format): Words['refusals'] => ({
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
  'campaign-unknown': () => `没有这个活动。可以领的请看 /drops；员工请看 /campaigns。`,
  'campaign-stopped': () => `这个活动已经结束。您领到的优惠券仍然有效，请看 /coupons；其他活动请看 /drops。`,
  'claim-not-yet': (facts) => `还没开始：${f.dateTime(facts.from, facts.now)} 开始领取。`,
  'claim-over': (facts) => `领取已在 ${f.dateTime(facts.until, facts.now)} 截止。其他活动请看 /drops。`,
  'claim-gone': (facts) => `“${facts.name}”已经领完了，就差一点！其他活动请看 /drops。`,
  'claim-gone-today': (facts) => `“${facts.name}”今天的份已经领完了，明天再来试试。`,
  'claim-limit': (facts) =>
    facts.limit === 1
      ? `每人限领一张，您已经领过了。请看 /coupons。`
      : `每人限领 ${f.number(facts.limit)} 张，您已经领满了。请看 /coupons。`,
  'terms-invalid': (facts) => {
    const { called, rule } = ruleFor(termsRules, facts.field);
    return `活动的${called}不符合要求。${rule}。请修改后再发一次。`;
  },
  'campaign-ref-taken': (facts) => `已经有活动叫 ${facts.ref} 了。请换一个代号，或留空。`,
  'birthday-campaign-exists': () => `已经有一个进行中的生日活动。请先到 /campaigns 停止它。`,
  'not-allowed': (facts) => `您的身份不能做这件事，需要${f.list(facts.roles.map(roleName), 'or')}的权限。`,
});
