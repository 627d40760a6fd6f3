import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from './whole-number.ts';

/** A consumption record, with or without a coupon. */
@Entity('purchase')
export class Purchase {
  @PrimaryColumn('uuid', { default: () => 'uuid7()' })
  id!: string;

  @Column('uuid')
  customerId!: string;

  @Column('uuid', { nullable: true })
  storeId!: string | null;

  @Column('uuid', { nullable: true })
  staffId!: string | null;

  @Column('text')
  source!: string;

  @Column('text')
  orderNo!: string;

  @Column('bigint', { transformer: wholeNumber })
  amountMinor!: number;

  @Column('bigint', { transformer: wholeNumber })
  paidMinor!: number;

  @Column('text')
  currency!: string;

  @Column('bigint', { transformer: wholeNumber, default: 0 })
  points!: number;

  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  voidedAt!: Date | null;

  /** Where it was bought, such as `counter`, `web` or `delivery`. */
  @Column('text', { nullable: true })
  channel!: string | null;

  @Column('bigint', { transformer: wholeNumber, default: 0 })
  refundedMinor!: number;
}
