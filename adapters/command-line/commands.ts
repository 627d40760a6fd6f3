import type { QuanCommand } from './command.ts';
import { apiKeyCommands } from './commands/api-keys.ts';
import { backupCommands } from './commands/backup.ts';
import { campaignCommands } from './commands/campaigns.ts';
import { config } from './commands/config.ts';
import { demo } from './commands/demo.ts';
import { doctor } from './commands/doctor.ts';
import { exportCommand } from './commands/export.ts';
import { importCommand } from './commands/import.ts';
import { invite } from './commands/invite.ts';
import { ledger } from './commands/ledger.ts';
import { migrate } from './commands/migrate.ts';
import { storeCommands } from './commands/stores.ts';

/** Everything that `quan` can do. */
export const commands: readonly QuanCommand[] = [
  doctor,
  migrate,
  invite,
  ...campaignCommands,
  ...storeCommands,
  ...apiKeyCommands,
  importCommand,
  exportCommand,
  ledger,
  ...backupCommands,
  demo,
  config,
];
