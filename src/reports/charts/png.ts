import { fileURLToPath } from 'node:url';

// Fonts of our own with the letters that our pictures can hold, for machines that have none (docs/decisions/0021).
const font = (name: string) => fileURLToPath(new URL(`./fonts/${name}.otf`, import.meta.url));
const fonts = [font('quan-tc'), font('quan-sc')];

let drawing: Promise<typeof import('@resvg/resvg-js') | undefined> | undefined;

/** The library that draws; undefined on a machine that it is not made for, where reports come as text alone. */
function library() {
  drawing ??= import('@resvg/resvg-js').catch(() => undefined);
  return drawing;
}

/** True where this machine can draw pictures. */
export async function canDraw(): Promise<boolean> {
  return (await library()) !== undefined;
}

// What the fonts hold of Latin, signs and our own Chinese; for anything else the machine's own fonts are looked through.
const OTHERS = /[^\u0020-\u017f\u2010-\u2212\u3000-\u303f\uff00-\uff5e\p{Script=Han}]/u;

/** An SVG as PNG. Mainland words are drawn in the mainland's shapes, all others in Taiwan's. */
export async function drawPng(svg: string, language: string): Promise<Buffer | undefined> {
  const found = await library();
  if (!found) return undefined;
  const defaultFontFamily = language === 'zh-hans' ? 'Quan SC' : 'Quan TC';
  const image = await found.renderAsync(svg, {
    font: { fontFiles: fonts, loadSystemFonts: OTHERS.test(svg), defaultFontFamily },
    logLevel: 'off',
  });
  return image.asPng();
}
