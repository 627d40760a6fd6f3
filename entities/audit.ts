import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who did what that money or rights hang on. Append-only. */
@Entity('audit')
export class Audit {
  @PrimaryColumn('uuid', { default: () => 'uuid7()' })
  id!: string;

  @Column('text')
  actor!: string;

  @Column('text')
  act!: string;

  @Column('text')
  subject!: string;

  @Column('jsonb')
  facts!: unknown;

  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;
}
