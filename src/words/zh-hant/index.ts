import type { Format } from '../format.ts';
import type { Words } from '../words.ts';
import { advisers } from './advisers.ts';
import { aliases } from './aliases.ts';
import { approvals } from './approvals.ts';
import { audience } from './audience.ts';
import { broadcasts } from './broadcasts.ts';
import { channels } from './channels.ts';
import { chat } from './chat.ts';
import { commands } from './commands.ts';
import { console } from './console.ts';
import { counter } from './counter.ts';
import { coupons } from './coupons.ts';
import { customers } from './customers.ts';
import { dossier } from './dossier.ts';
import { doubts } from './doubts.ts';
import { faults } from './faults.ts';
import { feedback } from './feedback.ts';
import { ideas } from './ideas.ts';
import { importFigures } from './import-figures.ts';
import { imports } from './imports.ts';
import { lineMenu } from './line-menu.ts';
import { links } from './links.ts';
import { live } from './live.ts';
import { marketing } from './marketing.ts';
import { notices } from './notices.ts';
import { paper } from './paper.ts';
import { refusals } from './refusals.ts';
import { apiRemedies } from './refusals-api.ts';
import { reports } from './reports.ts';
import { segments } from './segments.ts';
import { suggestions } from './suggestions.ts';
import { summary } from './summary.ts';
import { survey } from './survey.ts';
import { terminal } from './terminal.ts';
import { termsRules } from './terms-rules.ts';
import { tickets } from './tickets.ts';
import { tiers } from './tiers.ts';
import { triggerActs } from './trigger-acts.ts';
import { triggers } from './triggers.ts';
import { web } from './web.ts';

export const zhHant = (f: Format): Words => ({
  aliases,
  apiRemedies,
  approvals: approvals(f),
  channels: channels(),
  broadcasts: broadcasts(f),
  commands,
  chat: chat(f),
  console: console(f),
  counter: counter(f),
  coupons: coupons(f),
  customers: customers(f),
  lineMenu,
  links: links(f),
  live: live(f),
  marketing: marketing(f),
  notices: notices(f),
  paper: paper(),
  refusals: refusals(f),
  terminal,
  termsRules,
  importFigures: importFigures(f),
  imports: imports(f),
  tiers: tiers(f),
  advisers: advisers(f),
  dossier: dossier(f),
  doubts: doubts(f),
  segments: segments(f),
  audience: audience(f),
  triggers: triggers(f),
  triggerActs: triggerActs(f),
  feedback: feedback(f),
  ideas: ideas(f),
  faults: faults(f),
  tickets: tickets(f),
  summary: summary(f),
  survey: survey(),
  reports: reports(f),
  suggestions: suggestions(f),
  web,
});
