import { adviserEndpoints } from './advisers.ts';
import { broadcastEndpoints } from './broadcasts.ts';
import { campaignChangeEndpoints } from './campaign-changes.ts';
import { campaignStatsEndpoints } from './campaign-stats.ts';
import { campaignEndpoints } from './campaigns.ts';
import { counterEndpoints } from './counter.ts';
import { customerEndpoints } from './customers.ts';
import { dossierEndpoints } from './dossiers.ts';
import { doubtEndpoints } from './doubts.ts';
import type { Endpoint } from './endpoint.ts';
import { eventEndpoints } from './events.ts';
import { exportEndpoints } from './exports.ts';
import { feedbackEndpoints } from './feedback.ts';
import { ideaEndpoints } from './ideas.ts';
import { importEndpoints } from './imports.ts';
import { linkEndpoints } from './links.ts';
import { liveEndpoints } from './live.ts';
import { marketingEndpoints } from './marketing.ts';
import { paperEndpoints } from './paper.ts';
import { purchaseEndpoints } from './purchases.ts';
import { refundEndpoints } from './refunds.ts';
import { reportPageEndpoints } from './report-pages.ts';
import { reportTableEndpoints } from './report-tables.ts';
import { reportEndpoints } from './reports.ts';
import { segmentEndpoints } from './segments.ts';
import { statsEndpoints } from './stats.ts';
import { storeEndpoints } from './stores.ts';
import { suggestionEndpoints } from './suggestions.ts';
import { summaryEndpoints } from './summaries.ts';
import { ticketActEndpoints } from './ticket-acts.ts';
import { ticketEndpoints } from './tickets.ts';
import { tierEndpoints } from './tiers.ts';
import { triggerEndpoints } from './triggers.ts';

/** Everything that API v1 offers. */
export const endpoints: readonly Endpoint[] = [
  ...campaignEndpoints,
  ...campaignChangeEndpoints,
  ...campaignStatsEndpoints,
  ...linkEndpoints,
  ...broadcastEndpoints,
  ...marketingEndpoints,
  ...purchaseEndpoints,
  ...importEndpoints,
  ...eventEndpoints,
  ...triggerEndpoints,
  ...refundEndpoints,
  ...counterEndpoints,
  ...paperEndpoints,
  ...customerEndpoints,
  ...segmentEndpoints,
  ...statsEndpoints,
  ...reportEndpoints,
  ...reportTableEndpoints,
  ...reportPageEndpoints,
  ...storeEndpoints,
  ...suggestionEndpoints,
  ...summaryEndpoints,
  ...tierEndpoints,
  ...adviserEndpoints,
  ...dossierEndpoints,
  ...doubtEndpoints,
  ...exportEndpoints,
  ...feedbackEndpoints,
  ...ticketEndpoints,
  ...ticketActEndpoints,
  ...ideaEndpoints,
  ...liveEndpoints,
];
