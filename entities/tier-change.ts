import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A customer came to another tier, or to none. */
@Entity('tier_change')
export class TierChange {
  @PrimaryColumn('uuid', { default: () => 'uuid7()' })
  id!: string;

  @Column('uuid')
  customerId!: string;

  @Column('text', { nullable: true })
  fromTier!: string | null;

  @Column('text', { nullable: true })
  toTier!: string | null;

  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;
}
