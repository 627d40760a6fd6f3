import type { Actor } from '../staff/actor.ts';
import { storeBoundTo } from '../stores/store-bound-to.ts';
import type { Tx } from '../transaction.ts';
import { canDraw } from './charts/png.ts';
import { type Period, readPeriod } from './period.ts';
import { sayReport } from './report-card.ts';
import { type File, reportPath } from './report-link.ts';
import type { Scope } from './scope.ts';
import { shows } from './shown/index.ts';
import type { Kind, Reader } from './shown/shown.ts';
import { type ToldTable, tellCells } from './tell-cells.ts';

/** A report for a page: in words, as a table, and where its picture and its file are for this reader. */
export interface ReportPage extends ToldTable {
  scope: Scope;
  title: string;
  /** The days, and the store where it is of one. */
  head: string[];
  said: string[];
  isEmpty: boolean;
  /** Signed paths; null where nothing can be drawn, where there is nothing to take, and for keys. */
  picture: string | null;
  file: string | null;
}

/** Reads a report. `which` names a campaign, broadcast or trigger, where the kind needs one. */
export async function reportPage(
  tx: Tx,
  by: Actor,
  reader: Reader,
  kind: Kind,
  period: Period | undefined,
  which: string,
): Promise<ReportPage> {
  const shown = await shows[kind](tx, by, reader, period, which);
  const { scope, lines, chart } = shown;
  const isEmpty = lines.length === 0;
  const path = (file: File, staffId: string) =>
    reportPath(tx.shop, file, { kind, ...scope.period, which, language: reader.language, staffId }, tx.now);
  const isDrawn = !isEmpty && chart !== undefined && (await canDraw());
  return {
    scope,
    ...sayReport(reader, kind, shown),
    isEmpty,
    ...tellCells(reader, isEmpty ? { ...shown.table, rows: [] } : shown.table),
    picture: isDrawn && by.kind === 'staff' ? path('png', by.staff.id) : null,
    file: !isEmpty && by.kind === 'staff' ? path('csv', by.staff.id) : null,
  };
}

/** The days that a reader names, on the clock that their reports go by; undefined when they are none. */
export async function readDays(tx: Tx, by: Actor, text: string): Promise<Period | undefined> {
  return readPeriod(text, tx.now, (await storeBoundTo(tx, by))?.zone ?? tx.shop.zone);
}
