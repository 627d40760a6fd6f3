/**
 * The one word that was most likely meant: at most one letter wrong, missing, too many or changed with the next in words
 * of up to four letters, two in longer ones. Undefined when none is so near, or two are equally near.
 */
export function nearest(typed: string, words: readonly string[]): string | undefined {
  const near = words
    .map((word) => ({ word, steps: stepsBetween(typed, word) }))
    .filter(({ word, steps }) => steps <= (Math.min(typed.length, word.length) > 4 ? 2 : 1))
    .sort((a, b) => a.steps - b.steps);
  return near[0]?.steps === near[1]?.steps ? undefined : near[0]?.word;
}

/** Optimal string alignment distance: https://en.wikipedia.org/wiki/Damerau–Levenshtein_distance */
function stepsBetween(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const steps = [rows[i - 1]![j]! + 1, row[j - 1]! + 1, rows[i - 1]![j - 1]! + (same ? 0 : 1)];
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) steps.push(rows[i - 2]![j - 2]! + 1);
      row.push(Math.min(...steps));
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}
