import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from './whole-number.ts';

/** What the purchases and coupons of a customer come to, as of `updatedAt`. */
@Entity('customer_stats')
export class CustomerStats {
  @PrimaryColumn('uuid')
  customerId!: string;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  firstAt!: Date | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  lastAt!: Date | null;

  @Column('int', { default: 0 })
  purchases!: number;

  @Column('bigint', { transformer: wholeNumber, default: 0 })
  spentMinor!: number;

  @Column('int', { name: 'purchases_365', default: 0 })
  purchases365!: number;

  @Column('bigint', { name: 'spent_365_minor', transformer: wholeNumber, default: 0 })
  spent365Minor!: number;

  @Column('real', { nullable: true })
  intervalDays!: number | null;

  @Column('text', { array: true, default: '{}' })
  categories!: string[];

  @Column('uuid', { nullable: true })
  storeId!: string | null;

  @Column('int', { default: 0 })
  couponsClaimed!: number;

  @Column('int', { default: 0 })
  couponsUsed!: number;

  @Column('text', { nullable: true })
  tier!: string | null;

  /** Null where no tier goes by points. */
  @Column('bigint', { name: 'points_365', transformer: wholeNumber, nullable: true })
  points365!: number | null;

  @Column({ type: 'timestamptz', precision: 3 })
  updatedAt!: Date;
}
