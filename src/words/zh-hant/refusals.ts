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
  'campaign-unknown': () => `沒有這個活動。可以領的請看 /drops；員工請看 /campaigns。`,
  'campaign-stopped': () => `這個活動已經結束。您領到的優惠券仍然有效，請看 /coupons；其他活動請看 /drops。`,
  'claim-not-yet': (facts) => `還沒開始：${f.dateTime(facts.from, facts.now)} 開放領取。`,
  'claim-over': (facts) => `領取已在 ${f.dateTime(facts.until, facts.now)} 截止。其他活動請看 /drops。`,
  'claim-gone': (facts) => `「${facts.name}」已經領完了，就差一點！其他活動請看 /drops。`,
  'claim-gone-today': (facts) => `「${facts.name}」今天的份已經領完了，明天再來試試。`,
  'claim-limit': (facts) =>
    facts.limit === 1
      ? `每人限領一張，您已經領過了。請看 /coupons。`
      : `每人限領 ${f.number(facts.limit)} 張，您已經領滿了。請看 /coupons。`,
  'terms-invalid': (facts) => {
    const { called, rule } = ruleFor(termsRules, facts.field);
    return `活動的${called}不符合規定。${rule}。請修改後再傳一次。`;
  },
  'campaign-ref-taken': (facts) => `已經有活動叫 ${facts.ref} 了。請換一個代號，或留空。`,
  'birthday-campaign-exists': () => `已經有一個進行中的生日活動。請先到 /campaigns 停止它。`,
  'not-allowed': (facts) => `您的身分不能做這件事，需要${f.list(facts.roles.map(roleName), 'or')}的權限。`,
});
