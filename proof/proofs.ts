import { broadcast } from './broadcast/index.ts';
import { crash } from './crash/index.ts';
import { events } from './events/index.ts';
import { importProof } from './import/index.ts';
import { ledger } from './ledger.ts';
import type { Proof } from './lib/proof.ts';
import { oneCode } from './one-code.ts';
import { stock } from './stock.ts';

/** Every proof there is. */
export const proofs: readonly Proof[] = [stock, crash, oneCode, ledger, events, importProof, broadcast];
