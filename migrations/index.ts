import { readFileSync } from 'node:fs';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A migration is a file of SQL; there is no way back but a restored backup. */
function fromSql(at: number, file: string) {
  const name = `${file.replace(/[^a-z0-9]/g, '')}${at}`;
  const migration = class implements MigrationInterface {
    readonly name = name;
    async up(runner: QueryRunner): Promise<void> {
      await runner.query(readFileSync(new URL(`${file}.sql`, import.meta.url), 'utf8'));
    }
    async down(): Promise<void> {
      throw new Error(`${file} cannot be taken back; restore a backup instead`);
    }
  };
  Object.defineProperty(migration, 'name', { value: name });
  return migration;
}

export const migrations = [
  fromSql(1_795_400_000_001, '0001-open-the-shop'),
  fromSql(1_795_400_000_002, '0002-claim-in-batches'),
  fromSql(1_795_400_000_003, '0003-redeem-and-undo'),
  fromSql(1_795_400_000_004, '0004-broadcast-and-jobs'),
  fromSql(1_795_400_000_005, '0005-wrong-codes-of-keys'),
  fromSql(1_795_400_000_006, '0006-time-zones-of-people'),
  fromSql(1_795_400_000_007, '0007-purchases-and-stats'),
  fromSql(1_795_400_000_008, '0008-tiers-and-tags'),
  fromSql(1_795_400_000_009, '0009-segments'),
  fromSql(1_795_400_000_010, '0010-audiences'),
  fromSql(1_795_400_000_011, '0011-triggers'),
  fromSql(1_795_400_000_012, '0012-feedback'),
  fromSql(1_795_400_000_013, '0013-imports'),
  fromSql(1_795_400_000_014, '0014-suggestions'),
  fromSql(1_795_400_000_015, '0015-hear-in-order'),
  fromSql(1_795_400_000_016, '0016-doubts-and-sources'),
  fromSql(1_795_400_000_017, '0017-cheaper-chunks'),
  fromSql(1_795_400_000_018, '0018-families'),
  fromSql(1_795_400_000_019, '0019-looks'),
  fromSql(1_795_400_000_020, '0020-questions-and-ideas'),
  fromSql(1_795_400_000_021, '0021-what-was-asked'),
  fromSql(1_795_400_000_022, '0022-owed-and-told'),
  fromSql(1_795_400_000_023, '0023-how-far-it-was-tried'),
  fromSql(1_795_400_000_024, '0024-links-and-paper'),
  fromSql(1_795_400_000_025, '0025-advisers'),
  fromSql(1_795_400_000_026, '0026-console'),
  fromSql(1_795_400_000_027, '0027-ids-in-order'),
];
