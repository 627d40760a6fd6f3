import { box, FAINT, MAIN, OTHER, picture, SOFT, WIDTH, write } from './svg.ts';

/** A step of a funnel: what it is called, how many came that far, and what share of the step before that is. */
export interface Bar {
  label: string;
  value: number;
  number: string;
  share: string | null;
  /** Of another kind than the steps, such as what was taken back. */
  aside?: boolean;
}

const TOP = 140;
const HIGH = 508;
const LEFT = 230;

/** Bars under each other, each as long as its number. */
export function funnelChart(title: string, about: string, bars: Bar[]): string {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const row = HIGH / bars.length;
  const high = Math.min(78, row * 0.66);
  const room = WIDTH - LEFT - 40;
  const parts = bars.flatMap(({ label, value, number, share, aside }, at) => {
    const y = TOP + at * row + (row - high) / 2;
    const length = (value / most) * (room - 230);
    const words = share ? `${number}　${share}` : number;
    return [
      write(LEFT - 20, y + high / 2 + 10, label, { size: 28, anchor: 'end' }),
      box(LEFT, y, room, high, '#f7f9f8', 8),
      box(LEFT, y, Math.max(length, value > 0 ? 6 : 0), high, aside ? OTHER : MAIN, 8),
      write(LEFT + Math.max(length, 0) + 16, y + high / 2 + 10, words, {
        size: 28,
        fill: value > 0 ? '#1d2522' : SOFT,
      }),
      at < bars.length - 1 ? box(LEFT, y + high + (row - high) / 2 - 1, room, 2, FAINT) : '',
    ];
  });
  return picture(title, about, parts);
}
