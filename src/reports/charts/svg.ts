/** Pixels; 20 to 13, as chat apps show the picture of a card, and no wider than LINE draws. */
export const WIDTH = 1040;
export const HEIGHT = 676;

export const INK = '#1d2522';
export const SOFT = '#58625e';
export const FAINT = '#dfe6e3';
export const MAIN = '#0b6253';
export const OTHER = '#e0a43a';

/** Where text begins, and which part of it stands there. */
interface Written {
  size?: number;
  fill?: string;
  anchor?: 'start' | 'middle' | 'end';
}

/** A line of text; its baseline is at `y`. */
export function write(
  x: number,
  y: number,
  text: string,
  { size = 24, fill = INK, anchor = 'start' }: Written = {},
): string {
  return `<text x="${round(x)}" y="${round(y)}" font-size="${size}" fill="${fill}" text-anchor="${anchor}">${escaped(text)}</text>`;
}

export function box(x: number, y: number, width: number, height: number, fill: string, corner = 0): string {
  const size = `width="${round(Math.max(0, width))}" height="${round(Math.max(0, height))}"`;
  return `<rect x="${round(x)}" y="${round(y)}" ${size} rx="${corner}" fill="${fill}"/>`;
}

export function rule(x: number, y: number, toX: number, toY: number, stroke = FAINT): string {
  return `<line x1="${round(x)}" y1="${round(y)}" x2="${round(toX)}" y2="${round(toY)}" stroke="${stroke}" stroke-width="2"/>`;
}

/** A whole picture under its title, and the days it is about. */
export function picture(title: string, about: string, parts: string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}">`,
    box(0, 0, WIDTH, HEIGHT, '#ffffff'),
    write(40, 66, title, { size: 38 }),
    write(40, 106, about, { size: 24, fill: SOFT }),
    ...parts,
    '</svg>',
  ].join('');
}

/** From white to the main colour, by the share of the most; what is nothing stays white. */
export function shade(share: number): string {
  const ends = [
    [232, 243, 239],
    [11, 98, 83],
  ] as const;
  if (share <= 0) return '#f7f9f8';
  const mixed = ends[0].map((from, at) => Math.round(from + (ends[1][at]! - from) * Math.min(1, share)));
  return `rgb(${mixed.join(',')})`;
}

/** What is readable on a shade. */
export const inkOn = (share: number): string => (share > 0.5 ? '#ffffff' : INK);

const round = (value: number) => Math.round(value * 10) / 10;

const escaped = (text: string) =>
  text.toWellFormed().replace(/[<>&"]/g, (sign) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' })[sign]!);
