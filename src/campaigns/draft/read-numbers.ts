const plain = (typed: string) => typed.normalize('NFKC').trim();

/** A whole number from 1 to `most`, with or without commas, words around it forgiven only when they are a counter (`100 張`). */
export function readCount(typed: string, most: number): number | undefined {
  const match = /^(\d{1,3}(?:,\d{3})+|\d{1,15})\s*(?:coupons?|points?|pieces?|張|张|份|點|点|積分|积分|分)?$/i.exec(
    plain(typed),
  );
  const count = match ? Number(match[1]!.replaceAll(',', '')) : 0;
  return count >= 1 && count <= most ? count : undefined;
}

/** `20` or `12.5%` as basis points off; `8 折` and `85折` are what is paid, as Chinese shops say it. */
export function readPercent(typed: string): number | undefined {
  const text = plain(typed);
  const pays = /^(?:(\d(?:\.\d)?)|(\d\d))\s*折$/.exec(text);
  const off = /^(\d{1,3}(?:\.\d{1,2})?)\s*%?$/.exec(text);
  const basisPoints = pays
    ? 10_000 - Math.round(pays[1] ? Number(pays[1]) * 1000 : Number(pays[2]) * 100)
    : off
      ? Math.round(Number(off[1]) * 100)
      : 0;
  return basisPoints >= 1 && basisPoints <= 10_000 ? basisPoints : undefined;
}
