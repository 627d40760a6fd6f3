import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What was not good about a visit. */
export const faults = ['rules', 'using', 'goods', 'service', 'waiting'] as const;
export type Fault = (typeof faults)[number];

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

  /** What was not good, of a visit with few stars. */
  @Column('text', { nullable: true })
  reason!: Fault | null;

  @Column('text', { nullable: true })
  words!: string | null;

  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;
}
