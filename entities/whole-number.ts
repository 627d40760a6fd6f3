/** bigint columns of money and points arrive as text; up to 2^53 they are exact as numbers, beyond that we refuse. */
export const wholeNumber = {
  from(value: string | null): number | null {
    if (value === null) return null;
    const number = Number(value);
    if (!Number.isSafeInteger(number)) throw new RangeError(`${value} is beyond exact whole numbers`);
    return number;
  },
  to(value: number | null): number | null {
    return value;
  },
};
