import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from './whole-number.ts';

/** A file that is brought in, and how far it is. */
@Entity('import')
export class Import {
  @PrimaryColumn('uuid', { default: () => 'uuid7()' })
  id!: string;

  @Column('text')
  kind!: 'purchases' | 'customers' | 'refunds' | 'list';

  /** A file that is still being sent is arriving. */
  @Column('text')
  state!: 'arriving' | 'running' | 'done' | 'failed';

  /** The name of the file, where it has one. */
  @Column('text', { nullable: true })
  name!: string | null;

  @Column('bytea')
  fingerprint!: Buffer;

  @Column('bigint', { transformer: wholeNumber })
  bytes!: number;

  @Column('bigint', { transformer: wholeNumber })
  lines!: number;

  /** How it is read: what was asked for and what was found out. */
  @Column('jsonb')
  reading!: unknown;

  /** Only looked at: nothing of it is written. */
  @Column('boolean', { default: false })
  dry!: boolean;

  /** Its bytes lie here, sent over the API. */
  @Column('boolean', { default: false })
  stored!: boolean;

  /** The byte of the file at which the next row begins. */
  @Column('bigint', { transformer: wholeNumber })
  position!: number;

  @Column('bigint', { transformer: wholeNumber, default: 1 })
  line!: number;

  /** The order with too many rows that goes on at `position`. */
  @Column('text', { nullable: true })
  spilled!: string | null;

  @Column('jsonb')
  counts!: unknown;

  /** Why it failed: a code and its facts. */
  @Column('jsonb', { nullable: true })
  reason!: unknown | null;

  /** Who works on it; another one who takes over writes itself here. */
  @Column('uuid', { nullable: true })
  holder!: string | null;

  @Column({ type: 'timestamptz', precision: 3, default: () => "'-infinity'" })
  leaseUntil!: Date;

  @Column('text')
  by!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  finishedAt!: Date | null;
}
