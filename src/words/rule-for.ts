/** What a field is called, and what it may be. */
export type Rule = readonly [called: string, rule: string];

/** The rule of a campaign's field by its path in the API, such as `terms.name.en`. */
export function ruleFor<R extends { otherwise: Rule }>(rules: R, path: string): { called: string; rule: string } {
  const field = String(path)
    .replace(/^terms\./, '')
    .split('.')[0]!;
  const [called, rule] = (Object.hasOwn(rules, field) ? rules[field as keyof R] : rules.otherwise) as Rule;
  return { called, rule };
}
