import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from './whole-number.ts';

/** The fact that a coupon was used, and whether that was taken back. */
@Entity('redemption')
export class Redemption {
  @PrimaryColumn('uuid', { default: () => 'uuid7()' })
  id!: string;

  @Column('uuid')
  couponId!: string;

  @Column('uuid')
  campaignId!: string;

  @Column('uuid')
  customerId!: string;

  @Column('uuid', { nullable: true })
  staffId!: string | null;

  @Column('uuid', { nullable: true })
  apiKeyId!: string | null;

  @Column('uuid', { nullable: true })
  storeId!: string | null;

  @Column('text')
  method!: 'chat' | 'api';

  @Column('bigint', { transformer: wholeNumber, nullable: true })
  orderMinor!: number | null;

  @Column('bigint', { transformer: wholeNumber })
  discountMinor!: number;

  @Column('text', { nullable: true })
  gift!: string | null;

  @Column('bigint', { transformer: wholeNumber, default: 0 })
  points!: number;

  @Column('uuid', { nullable: true })
  purchaseId!: string | null;

  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  undoneAt!: Date | null;

  @Column('uuid', { nullable: true })
  undoneBy!: string | null;

  @Column('text', { nullable: true })
  undoReason!: string | null;
}
