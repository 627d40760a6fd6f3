import type { Proof } from './lib/proof.ts';
import { stock } from './stock.ts';

/** Every proof there is. */
export const proofs: readonly Proof[] = [stock];
