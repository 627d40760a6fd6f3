/** A rule, and how somebody would ask the same of the raw purchases and coupons. `$1` is now. */
export interface Kind {
  name: string;
  rule: string;
  raw: string;
  /** The figure that performance is promised for. */
  headline?: true;
}
