import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a customer said about a visit: stars for a redemption, words, or both. */
@Entity('feedback')
export class Feedback {
  @PrimaryColumn('uuid', { default: () => 'uuid7()' })
  id!: string;

  @Column('uuid')
  customerId!: string;

  @Column('uuid', { nullable: true })
  redemptionId!: string | null;

  @Column('uuid', { nullable: true })
  storeId!: string | null;

  @Column('uuid', { nullable: true })
  campaignId!: string | null;

  @Column('smallint', { nullable: true })
  rating!: number | null;

  @Column('text', { nullable: true })
  words!: string | null;

  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;
}
