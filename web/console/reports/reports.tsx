import type { Desk, Part } from '../desk.ts';
import { ListReports } from './list-reports.tsx';
import { OneReport } from './one-report.tsx';
import type { Kind } from './wire.ts';
import './reports.css';

/** What was told, claimed, used and sold: all reports, or the one that the address names. */
export const reportsPart: Part = {
  path: 'reports',
  title: (words) => words.reportsTitle,
  isFor: (me) => me.scopes.includes('campaigns'),
  draw: (desk) =>
    isKind(desk, desk.rest) ? <OneReport key={desk.tag} desk={desk} kind={desk.rest} /> : <ListReports desk={desk} />,
};

const isKind = ({ words }: Desk, name: string): name is Kind => Object.hasOwn(words.reports.names, name);
