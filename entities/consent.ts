import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What somebody agreed to or withdrew: purpose, text version, language, when and where. Append-only. */
@Entity('consent')
export class Consent {
  @PrimaryColumn('uuid', { default: () => 'uuid7()' })
  id!: string;

  @Column('uuid')
  customerId!: string;

  @Column('text')
  purpose!: 'service' | 'marketing';

  @Column('boolean')
  granted!: boolean;

  @Column('text')
  textVersion!: string;

  @Column('text')
  language!: string;

  @Column('text')
  channel!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;
}
