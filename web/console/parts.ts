import { broadcastsPart } from './broadcasts/broadcasts.tsx';
import { campaignsPart } from './campaigns/campaigns.tsx';
import { customersPart } from './customers/customers.tsx';
import type { Part } from './desk.ts';
import { importsPart } from './imports/imports.tsx';
import { nowPart } from './now/now.tsx';
import { reportsPart } from './reports/reports.tsx';
import { segmentsPart } from './segments/segments.tsx';
import { ticketsPart } from './tickets/tickets.tsx';
import { triggersPart } from './triggers/triggers.tsx';

/** The parts of the console in the order of its menu; the first that somebody may see opens by itself. */
export const parts: readonly Part[] = [
  nowPart,
  ticketsPart,
  customersPart,
  campaignsPart,
  segmentsPart,
  broadcastsPart,
  triggersPart,
  reportsPart,
  importsPart,
];
