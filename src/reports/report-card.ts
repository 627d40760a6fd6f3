import type { Button, Message } from '../chat/channel.ts';
import type { Actor } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { canDraw } from './charts/png.ts';
import type { Period } from './period.ts';
import { type File, reportPath } from './report-link.ts';
import { shows } from './shown/index.ts';
import { daysOf, type Kind, type Reader, type Shown } from './shown/shown.ts';

/**
 * A report in a chat: plain words, a picture where one can be drawn, and the table to take away where there is a way to it.
 * `base` is what its paths follow; empty on pages of our own.
 */
export async function reportCard(
  tx: Tx,
  by: Actor & { kind: 'staff' },
  reader: Reader,
  kind: Kind,
  period?: Period,
  which = '',
  base = tx.shop.publicUrl,
): Promise<Message> {
  const shown = await shows[kind](tx, by, reader, period, which);
  const { reports: words } = reader.t;
  const { scope, lines } = shown;
  const path = (file: File) =>
    reportPath(
      tx.shop,
      file,
      { kind, ...scope.period, which, language: reader.language, staffId: by.staff.id },
      tx.now,
    );
  const buttons: Button[] = [];
  if (lines.length > 0 && base !== undefined) buttons.push({ label: words.table(), opens: `${base}${path('csv')}` });
  buttons.push({ label: words.others(), says: '/report' });
  const { title, head, said } = sayReport(reader, kind, shown);
  const drawn = lines.length > 0 && shown.chart && (await canDraw());
  return {
    title,
    text: [...head, ...said].join('\n'),
    ...(drawn && { image: `${base ?? ''}${path('png')}` }),
    apart: true,
    buttons,
  };
}

/** What a report is called, which days and store it is about, and what it says. */
export function sayReport(reader: Reader, kind: Kind, { scope, about, lines, nothing }: Shown) {
  const { reports: words } = reader.t;
  const head = [kind === 'lift' ? '' : daysOf(reader, scope), scope.store ? words.only(scope.store.name) : ''];
  return {
    title: words.titled(words.names[kind], about),
    head: head.filter(Boolean),
    said: lines.length > 0 ? lines : [nothing ?? words.nothing()],
  };
}
