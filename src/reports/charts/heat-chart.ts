import { box, inkOn, picture, SOFT, shade, WIDTH, write } from './svg.ts';

/** One week of hours: its title, and a number for each ISO weekday (1 to 7) and hour. */
export interface Week {
  title: string;
  at(weekday: number, hour: number): number;
}

const LEFT = 110;
const CELL = (WIDTH - LEFT - 40) / 24;
const ROW = 29;

/** Weeks of hours under each other, darker where more happens; the number stands where there is room for it. */
export function heatChart(title: string, about: string, weekdays: string[], weeks: Week[]): string {
  const parts = weeks.flatMap((week, at) => {
    const top = 172 + at * 265;
    const hours = Array.from({ length: 24 }, (_, hour) => hour);
    const most = Math.max(1, ...hours.flatMap((hour) => weekdays.map((_, day) => week.at(day + 1, hour))));
    const cells = weekdays.flatMap((name, day) => [
      write(LEFT - 12, top + day * ROW + 21, name, { size: 20, anchor: 'end' }),
      ...hours.flatMap((hour) => {
        const value = week.at(day + 1, hour);
        const [x, y] = [LEFT + hour * CELL, top + day * ROW];
        const cell = box(x + 1, y + 1, CELL - 2, ROW - 2, shade(value / most), 3);
        if (value === 0 || value > 9999) return [cell];
        const size = value > 999 ? 13 : 16;
        return [
          cell,
          write(x + CELL / 2, y + 20, String(value), { size, fill: inkOn(value / most), anchor: 'middle' }),
        ];
      }),
    ]);
    const clock = hours
      .filter((hour) => hour % 3 === 0)
      .map((hour) =>
        write(LEFT + hour * CELL + CELL / 2, top + 7 * ROW + 22, String(hour), {
          size: 18,
          fill: SOFT,
          anchor: 'middle',
        }),
      );
    return [write(40, top - 12, week.title, { size: 24 }), ...cells, ...clock];
  });
  return picture(title, about, parts);
}
