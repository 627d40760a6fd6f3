const segments = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Longest start of the text within so many UTF-16 units that breaks no letter; at least one unit long. */
function headOf(text: string, most: number): string {
  let end = 0;
  for (const { index, segment } of segments.segment(text.slice(0, most + 64))) {
    if (index + segment.length > most) break;
    end = index + segment.length;
  }
  // One letter that is longer than the limit is broken between its characters.
  return text.slice(0, end || most).toWellFormed();
}

/** Cuts to at most so many UTF-16 units, ending in `…` when something was cut. */
export function cutUnits(text: string, most: number): string {
  return text.length <= most ? text : `${headOf(text, most - 1)}…`;
}

/** Pieces of at most so many UTF-16 units, broken between lines or words where there are any, else between letters. */
export function pieces(text: string, most: number): string[] {
  const found: string[] = [];
  let rest = text;
  while (rest.length > most) {
    const head = headOf(rest, most);
    const line = head.lastIndexOf('\n');
    const word = head.lastIndexOf(' ');
    const at = line > most / 2 ? line + 1 : word > most / 2 ? word + 1 : head.length;
    found.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  found.push(rest);
  return found.filter((piece) => piece.trim());
}
