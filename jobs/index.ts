import { answerTriggers } from './answer-triggers.ts';
import { applyTiers } from './apply-tiers.ts';
import { askThoseSlipping } from './ask-those-slipping.ts';
import { correctStats } from './correct-stats.ts';
import { countPairs } from './count-pairs.ts';
import { cutValues } from './cut-values.ts';
import { expireCoupons } from './expire-coupons.ts';
import { expirePoints } from './expire-points.ts';
import { findDoubts } from './find-doubts.ts';
import { forgetImports } from './forget-imports.ts';
import { forgetInboxEvents } from './forget-inbox-events.ts';
import { greetBirthdays } from './greet-birthdays.ts';
import { hearWaitingEvents } from './hear-waiting-events.ts';
import type { Job } from './job.ts';
import { planRepeatedBroadcasts } from './plan-repeated-broadcasts.ts';
import { refreshQuotas } from './refresh-quotas.ts';
import { remindExpiringCoupons } from './remind-expiring-coupons.ts';
import { sayForgottenAnswers } from './say-forgotten-answers.ts';
import { settleTriggerCosts } from './settle-trigger-costs.ts';
import { startDueBroadcasts } from './start-due-broadcasts.ts';
import { tellLateTickets } from './tell-late-tickets.ts';
import { tellStaffOfTriggers } from './tell-staff-of-triggers.ts';
import { tellYesterday } from './tell-yesterday.ts';
import { workOffFiles } from './work-off-files.ts';

/** Everything that happens by itself. */
export const jobs: readonly Job[] = [
  hearWaitingEvents,
  sayForgottenAnswers,
  workOffFiles,
  startDueBroadcasts,
  planRepeatedBroadcasts,
  answerTriggers,
  refreshQuotas,
  expireCoupons,
  expirePoints,
  settleTriggerCosts,
  correctStats,
  findDoubts,
  cutValues,
  countPairs,
  applyTiers,
  remindExpiringCoupons,
  greetBirthdays,
  askThoseSlipping,
  tellStaffOfTriggers,
  tellLateTickets,
  tellYesterday,
  forgetInboxEvents,
  forgetImports,
];
