import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from './whole-number.ts';

/** One customer's copy of a campaign, with the terms it was claimed under. */
@Entity('coupon')
export class Coupon {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  campaignId!: string;

  @Column('uuid')
  customerId!: string;

  @Column('int')
  seq!: number;

  @Column('int')
  termsVersion!: number;

  @Column('bigint')
  codeHash!: string;

  @Column('text', { default: 'issued' })
  state!: 'issued' | 'redeemed' | 'expired' | 'revoked';

  @Column('text')
  channel!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  claimedAt!: Date;

  @Column({ type: 'timestamptz', precision: 3 })
  validFrom!: Date;

  @Column({ type: 'timestamptz', precision: 3 })
  validUntil!: Date;

  @Column('bigint', { transformer: wholeNumber, default: 0 })
  worstMinor!: number;
}
