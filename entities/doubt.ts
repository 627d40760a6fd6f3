import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Something that may be wrong in what we know of somebody. */
@Entity('doubt')
export class Doubt {
  @PrimaryColumn('uuid', { default: () => 'uuid7()' })
  id!: string;

  @Column('text')
  kind!: 'twins' | 'birthday' | 'phone';

  @Column('uuid')
  customerId!: string;

  /** Who may be the same person. */
  @Column('uuid', { nullable: true })
  otherId!: string | null;

  @Column('text')
  reason!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  foundAt!: Date;

  @Column({ type: 'timestamptz', precision: 3 })
  seenAt!: Date;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  settledAt!: Date | null;

  @Column('text', { nullable: true })
  settledBy!: string | null;
}
