import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from './whole-number.ts';

/** What a marketer publishes: stock, limits, window, and the version of the terms in force. */
@Entity('campaign')
export class Campaign {
  @PrimaryColumn('uuid', { default: () => 'uuid7()' })
  id!: string;

  @Column('text')
  ref!: string;

  @Column('text')
  state!: 'live' | 'stopped';

  @Column('text', { default: 'drop' })
  purpose!: 'drop' | 'birthday' | 'given';

  @Column('int', { default: 1 })
  version!: number;

  @Column('int', { default: 1 })
  termsVersion!: number;

  @Column('int', { nullable: true })
  stock!: number | null;

  @Column('int', { default: 0 })
  claimed!: number;

  @Column('int', { default: 1 })
  perCustomer!: number;

  @Column('int', { nullable: true })
  perDay!: number | null;

  @Column('date', { nullable: true })
  day!: string | null;

  @Column('int', { default: 0 })
  claimedToday!: number;

  @Column('bigint', { transformer: wholeNumber, nullable: true })
  budgetMinor!: number | null;

  @Column('bigint', { transformer: wholeNumber, default: 0 })
  committedMinor!: number;

  /** What undone redemptions have put beyond the budget. */
  @Column('bigint', { transformer: wholeNumber, default: 0 })
  overrunMinor!: number;

  @Column('int', { nullable: true })
  giftStock!: number | null;

  @Column('int', { default: 0 })
  giftsGiven!: number;

  @Column('text')
  zone!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  claimFrom!: Date;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  claimUntil!: Date | null;

  /** When its issued coupons were last taken back. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  revokedAt!: Date | null;

  @Column('uuid', { nullable: true })
  createdBy!: string | null;

  @Column({ type: 'timestamptz', precision: 3 })
  createdAt!: Date;
}
