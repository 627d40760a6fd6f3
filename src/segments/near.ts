/** The words that are near to a mistyped one, the nearest first: a letter or two more, less, other or swapped. */
export function near(typed: string, known: Iterable<string>, most = 3): string[] {
  const word = plain(typed);
  const found = new Map<string, number>();
  for (const one of known) {
    const other = plain(one);
    const far = distance(word, other);
    const room = Math.min(2, Math.floor(Math.max(word.length, other.length) / 3));
    if (far <= room || (word.length === 2 && other.length === 2 && far === 1 && /\p{Script=Han}/u.test(other)))
      found.set(one, far);
  }
  return [...found]
    .sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1))
    .slice(0, most)
    .map(([one]) => one);
}

const plain = (text: string) => text.normalize('NFKC').trim().toLowerCase();

/** Edits between two words, neighbours that changed places counting as one (optimal string alignment). */
export function distance(a: string, b: string): number {
  const [one, two] = [[...a], [...b]];
  const rows: number[][] = [Array.from({ length: two.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= two.length; j++) {
      const same = one[i - 1] === two[j - 1] ? 0 : 1;
      row[j] = Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, rows[i - 1]![j - 1]! + same);
      if (i > 1 && j > 1 && one[i - 1] === two[j - 2] && one[i - 2] === two[j - 1])
        row[j] = Math.min(row[j]!, rows[i - 2]![j - 2]! + 1);
    }
    rows.push(row);
  }
  return rows[one.length]![two.length]!;
}
