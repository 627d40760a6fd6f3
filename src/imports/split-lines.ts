/**
 * A line of a file as it lies there: its bytes without their end, where it begins, and where the next one does. Of one
 * that is longer than a megabyte only the beginning is kept.
 */
export interface Line {
  bytes: Buffer;
  at: number;
  next: number;
}

/** No row is so long: what comes after is passed over until the line ends. */
const LONGEST = 1 << 20;
const KEPT = 1 << 17;
const CR = 13;
const LF = 10;

/**
 * Cuts a stream of bytes into lines that end in LF, CR LF or CR, also mixed. In UTF-8, Big5 and GB18030 no character
 * holds these bytes, so that lines are cut before they are decoded and their places are bytes of the file.
 */
export function openLines(from: number): { push(chunk: Buffer): Line[]; end(): Line[] } {
  let rest: Buffer = Buffer.alloc(0);
  let at = from;
  let over: Pick<Line, 'bytes' | 'at'> | undefined;

  function cut(bytes: Buffer, last: boolean): Line[] {
    const lines: Line[] = [];
    let begin = 0;
    let lf = bytes.indexOf(LF);
    let cr = bytes.indexOf(CR);
    for (;;) {
      if (lf >= 0 && lf < begin) lf = bytes.indexOf(LF, begin);
      if (cr >= 0 && cr < begin) cr = bytes.indexOf(CR, begin);
      const end = lf < 0 ? cr : cr < 0 ? lf : Math.min(lf, cr);
      // Of a CR at the very end nobody knows yet whether an LF follows.
      if (end < 0 || (end === cr && end === bytes.length - 1 && !last)) break;
      const after = end === cr && bytes[end + 1] === LF ? end + 2 : end + 1;
      lines.push({ ...(over ?? { bytes: bytes.subarray(begin, end), at: at + begin }), next: at + after });
      over = undefined;
      begin = after;
    }
    at += begin;
    rest = bytes.subarray(begin);
    if (over || rest.length > LONGEST) {
      over ??= { bytes: Buffer.from(rest.subarray(0, KEPT)), at };
      const held = rest.at(-1) === CR ? 1 : 0;
      at += rest.length - held;
      rest = rest.subarray(rest.length - held);
    }
    return lines;
  }

  return {
    push: (chunk) => cut(rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk, false),
    end() {
      const lines = cut(rest, true);
      if (over || rest.length > 0) lines.push({ ...(over ?? { bytes: rest, at }), next: at + rest.length });
      over = undefined;
      rest = Buffer.alloc(0);
      return lines;
    },
  };
}
