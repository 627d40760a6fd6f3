import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from './whole-number.ts';

/** A part of a file that was sent over the API, sealed. */
@Entity('import_part')
export class ImportPart {
  @PrimaryColumn('uuid')
  importId!: string;

  /** The byte of the file at which it starts. */
  @PrimaryColumn('bigint', { transformer: wholeNumber })
  starts!: number;

  @Column('bytea')
  bytes!: Buffer;
}
