import { showCohorts } from './cohorts.ts';
import { showCost } from './cost.ts';
import { showFailures } from './failures.ts';
import { showFunnel } from './funnel.ts';
import { showHours } from './hours.ts';
import { showIdeas } from './ideas.ts';
import { showKinds } from './kinds.ts';
import { showLift } from './lift.ts';
import { showProducts } from './products.ts';
import { showReturns } from './returns.ts';
import { showSegments } from './segments.ts';
import type { Kind, Show } from './shown.ts';
import { showTop } from './top.ts';
import { showWeeks } from './weeks.ts';

/** How each kind of report is read and put into words, a table and a picture. */
export const shows: Record<Kind, Show> = {
  funnel: showFunnel,
  kinds: showKinds,
  failures: showFailures,
  cost: showCost,
  lift: showLift,
  hours: showHours,
  weeks: showWeeks,
  products: showProducts,
  returns: showReturns,
  segments: showSegments,
  cohorts: showCohorts,
  top: showTop,
  ideas: showIdeas,
};
