import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from './whole-number.ts';

/** A row of a file that was not taken, and why. */
@Entity('import_error')
export class ImportError {
  @PrimaryColumn('uuid')
  importId!: string;

  @PrimaryColumn('bigint', { transformer: wholeNumber })
  line!: number;

  /** The field that is wrong, where it is one. */
  @Column('text', { nullable: true })
  col!: string | null;

  @Column('text')
  problem!: string;

  @Column('jsonb')
  facts!: object;

  /** Its cells, as a list in JSON. */
  @Column('bytea')
  rowSealed!: Buffer;
}
