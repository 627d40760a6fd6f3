import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where the official specifications of the platforms lie, beside the project. */
export const protocolsDir = join(import.meta.dirname, '../../../shared/protocols');

/** False where the specifications are absent: the phones then check the documented limits only. */
export const protocolsPresent =
  existsSync(join(protocolsDir, 'line/messaging-api.yml')) && existsSync(join(protocolsDir, 'telegram/api.json'));
