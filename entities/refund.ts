import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from './whole-number.ts';

/** Money given back for an order, which may become known later. */
@Entity('refund')
export class Refund {
  @PrimaryColumn('uuid', { default: () => 'uuid7()' })
  id!: string;

  @Column('text')
  source!: string;

  @Column('text')
  refundNo!: string;

  @Column('text')
  orderNo!: string;

  @Column('bigint', { transformer: wholeNumber })
  amountMinor!: number;

  @Column('jsonb', { nullable: true })
  lines!: unknown;

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;

  @Column({ type: 'timestamptz', precision: 3 })
  recordedAt!: Date;

  @Column('uuid', { nullable: true })
  purchaseId!: string | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  countedAt!: Date | null;

  @Column('bigint', { transformer: wholeNumber, default: 0 })
  countedMinor!: number;

  @Column('bigint', { transformer: wholeNumber, default: 0 })
  points!: number;

  @Column('bigint', { transformer: wholeNumber, default: 0 })
  owed!: number;
}
