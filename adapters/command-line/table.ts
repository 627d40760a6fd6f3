const WIDE = /\p{Script=Han}|[\u3000-\u303f\uff00-\uff60]/u;

/** How many columns of a terminal a text takes. */
const widthOf = (text: string): number => [...text].reduce((sum, symbol) => sum + (WIDE.test(symbol) ? 2 : 1), 0);

/** Rows under headings, each column as wide as its widest. */
export function table(headings: string[], rows: string[][], none: string): string {
  if (rows.length === 0) return none;
  const all = [headings, ...rows];
  const widths = headings.map((_, at) => Math.max(...all.map((row) => widthOf(row[at] ?? ''))));
  return all
    .map((row) =>
      row
        .map((cell, at) => cell + ' '.repeat(widths[at]! - widthOf(cell)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** An instant for people at a machine: UTC, to the minute. */
export const minute = (at: Date | null): string => (at ? `${at.toISOString().slice(0, 16).replace('T', ' ')}Z` : '-');
