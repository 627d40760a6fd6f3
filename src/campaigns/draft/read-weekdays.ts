const names = [
  ['mon', 'monday', '一'],
  ['tue', 'tuesday', '二'],
  ['wed', 'wednesday', '三'],
  ['thu', 'thursday', '四'],
  ['fri', 'friday', '五'],
  ['sat', 'saturday', '六'],
  ['sun', 'sunday', '日', '天'],
];
const numbers = new Map(names.flatMap((all, at) => [...all, String(at + 1)].map((name) => [name, at + 1] as const)));

/** `Mon Wed`, `mon-fri`, `1-5`, `週一、週三`, `一三五` as ISO weekdays. */
export function readWeekdays(typed: string): number[] | undefined {
  const text = typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/星期|禮拜|礼拜|週|周/g, ' ')
    .replace(/([一二三四五六日天])/g, ' $1 ')
    .replace(/\s*(?:-|–|~|to|至|到)\s*/g, '-')
    .trim();
  const days = new Set<number>();
  for (const part of text.split(/[\s,、和]+/).filter(Boolean)) {
    const [from, until = from] = part.split('-').map((name) => numbers.get(name) ?? numbers.get(name.slice(0, 3)));
    if (!from || !until || part.split('-').length > 2) return undefined;
    for (let day = from; ; day = (day % 7) + 1) {
      days.add(day);
      if (day === until) break;
    }
  }
  return days.size > 0 ? [...days].sort() : undefined;
}
