import { box, MAIN, OTHER, picture, rule, SOFT, WIDTH, write } from './svg.ts';

/** A column of two parts. */
export interface Column {
  label: string;
  with: number;
  without: number;
}

const TOP = 190;
const BOTTOM = 600;
const LEFT = 180;
const TICKS = 4;

/** Columns of what was sold with a coupon, on top of what was sold without. */
export function weeksChart(
  title: string,
  about: string,
  legend: { with: string; without: string },
  columns: Column[],
  money: (minor: number) => string,
): string {
  const most = niceAbove(Math.max(1, ...columns.map((one) => one.with + one.without)));
  const high = (minor: number) => ((BOTTOM - TOP) * minor) / most;
  const room = WIDTH - LEFT - 40;
  const step = room / Math.max(1, columns.length);
  const wide = Math.min(80, step * 0.7);
  const every = Math.ceil(columns.length / 10);
  const ticks = Array.from({ length: TICKS + 1 }, (_, at) => (most * at) / TICKS);
  return picture(title, about, [
    box(LEFT, 132, 22, 22, MAIN, 4),
    write(LEFT + 32, 151, legend.with, { size: 22 }),
    box(LEFT + 320, 132, 22, 22, OTHER, 4),
    write(LEFT + 352, 151, legend.without, { size: 22 }),
    ...ticks.flatMap((tick) => [
      rule(LEFT, BOTTOM - high(tick), WIDTH - 40, BOTTOM - high(tick)),
      write(LEFT - 14, BOTTOM - high(tick) + 7, money(tick), { size: 19, fill: SOFT, anchor: 'end' }),
    ]),
    ...columns.flatMap((one, at) => {
      const x = LEFT + at * step + (step - wide) / 2;
      const label = write(x + wide / 2, BOTTOM + 34, one.label, { size: 20, fill: SOFT, anchor: 'middle' });
      return [
        box(x, BOTTOM - high(one.without), wide, high(one.without), OTHER),
        box(x, BOTTOM - high(one.without) - high(one.with), wide, high(one.with), MAIN),
        at % every === 0 ? label : '',
      ];
    }),
  ]);
}

/** The next number above that reads well on an axis of four steps. */
function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 4, 6, 8, 10].map((times) => times * power).find((nice) => nice >= value)!;
}
