const day = new Date('2026-02-28T10:30:00Z');
// A zone's name is the one text that must be real, because phrases hand it on to `Intl`.
const text = 'Asia/Taipei';
const items = ['2', '3'];

/** A fact that fits every parameter of a phrase: read as a number it is 2, as text, as a list, as a date or an object too. */
export function anything(): never {
  return new Proxy(day, {
    get(_, name) {
      if (name === Symbol.toPrimitive) return (hint: string) => (hint === 'string' ? text : 2);
      const form = [Symbol.iterator, 'map', 'filter', 'slice', 'join', 'length'].includes(name) ? items : day;
      const value = (form as unknown as Record<string | symbol, unknown>)[name];
      if (value !== undefined) return typeof value === 'function' ? value.bind(form) : value;
      return anything();
    },
  }) as never;
}
