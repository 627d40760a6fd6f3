import { box, inkOn, picture, SOFT, shade, WIDTH, write } from './svg.ts';

/** A month's new customers: the share of them that bought in each month since, and the value per head so far. */
export interface Row {
  month: string;
  people: string;
  shares: number[];
  value: string;
}

const TOP = 190;
const HIGH = 440;
const LEFT = 260;
const MOST_ROWS = 12;
const MOST_COLUMNS = 12;

/** A table of months, darker where more came back; the newest months where there are too many. */
export function cohortChart(
  title: string,
  about: string,
  heads: { people: string; value: string; note: string },
  rows: Row[],
): string {
  const shown = rows.slice(-MOST_ROWS);
  const columns = Math.min(MOST_COLUMNS, Math.max(1, ...shown.map(({ shares }) => shares.length)));
  const cell = Math.min(110, (WIDTH - LEFT - 210) / columns);
  const row = Math.min(56, HIGH / Math.max(1, shown.length));
  const right = LEFT + columns * cell + 20;
  const head = TOP - 16;
  const parts = [
    write(LEFT - 20, head, heads.people, { size: 20, fill: SOFT, anchor: 'end' }),
    ...Array.from({ length: columns }, (_, at) =>
      write(LEFT + at * cell + cell / 2, head, at === 0 ? '0' : `+${at}`, { size: 20, fill: SOFT, anchor: 'middle' }),
    ),
    write(right, head, heads.value, { size: 20, fill: SOFT }),
    write(40, 655, heads.note, { size: 18, fill: SOFT }),
    ...shown.flatMap(({ month, people, shares, value }, at) => {
      const y = TOP + at * row;
      const base = y + row / 2 + 8;
      return [
        write(40, base, month, { size: 22 }),
        write(LEFT - 20, base, people, { size: 22, anchor: 'end' }),
        ...shares.slice(0, columns).flatMap((share, since) => [
          box(LEFT + since * cell + 1, y + 1, cell - 2, row - 2, shade(share), 4),
          write(LEFT + since * cell + cell / 2, base, `${Math.round(share * 100)}%`, {
            size: cell < 60 ? 17 : 20,
            fill: inkOn(share),
            anchor: 'middle',
          }),
        ]),
        write(right, base, value, { size: 22 }),
      ];
    }),
  ];
  return picture(title, about, parts);
}
