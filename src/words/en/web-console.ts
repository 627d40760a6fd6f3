import { webBroadcasts } from './web-broadcasts.ts';
import { webCampaigns } from './web-campaigns.ts';
import { webCustomers } from './web-customers.ts';
import { webImports } from './web-imports.ts';
import { webNow } from './web-now.ts';
import { webReports } from './web-reports.ts';
import { webSegments } from './web-segments.ts';
import { webTickets } from './web-tickets.ts';
import { webTriggers } from './web-triggers.ts';

/** The words of the console. `{n}`, `{name}` and the like are filled in on the page. */
export const webConsole = {
  title: 'Console of {brand}',
  sections: 'Parts of the console',
  campaignsTitle: 'Campaigns',
  triggersTitle: 'Triggers',
  broadcastsTitle: 'Broadcasts',
  nowTitle: 'Now',
  customersTitle: 'Customers',
  ticketsTitle: 'Tickets',
  importsTitle: 'Import',
  segmentsTitle: 'Segments',
  reportsTitle: 'Reports',
  hello: 'Signed in as {name}',
  nameless: 'a member of staff',
  role: { owner: 'Owner', manager: 'Manager', marketer: 'Marketer', clerk: 'Clerk' },
  leave: 'Sign out',
  opening: 'One moment…',
  outTitle: 'You are not signed in',
  out: 'Say /console in the chat with {brand}. You get a link that signs you in here, once.',
  toChat: 'Open the chat',
  offline: 'The shop cannot be reached right now.',
  offlineHow: 'Check the connection, then try again.',
  again: 'Try again',
  loading: 'Loading…',
  cancel: 'Cancel',
  nothingHere: 'There is no such part of the console.',
  broadcasts: webBroadcasts,
  campaigns: webCampaigns,
  triggers: webTriggers,
  now: webNow,
  reports: webReports,
  customers: webCustomers,
  imports: webImports,
  segments: webSegments,
  tickets: webTickets,
};
