import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from './whole-number.ts';

/** When something happens to somebody, then something is done for them. */
@Entity('trigger')
export class Trigger {
  @PrimaryColumn('uuid', { default: () => 'uuid7()' })
  id!: string;

  @Column('text')
  name!: string;

  /** The ready recipe it was made from. */
  @Column('text', { nullable: true })
  recipe!: string | null;

  @Column('text')
  state!: 'on' | 'off';

  /** `Rule` of src/triggers/rule.ts. */
  @Column('jsonb')
  rule!: object;

  /** Raised by each change of what it does or whether it is on. */
  @Column('int', { default: 1 })
  version!: number;

  /** What it gives a coupon of. */
  @Column('uuid', { nullable: true })
  campaignId!: string | null;

  @Column('uuid', { nullable: true })
  segmentId!: string | null;

  @Column('bigint', { transformer: wholeNumber, nullable: true })
  budgetMinor!: number | null;

  /** Discounts given, and the worst case of the coupons that are out. */
  @Column('bigint', { transformer: wholeNumber, default: 0 })
  committedMinor!: number;

  /** Null: the shop's own. */
  @Column('smallint', { nullable: true })
  holdoutPercent!: number | null;

  /** Nothing counts that happened before. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  since!: Date | null;

  /** Up to when it was looked for what has happened. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  lookedAt!: Date | null;

  /** Nothing counts that happens from then on. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  endsAt!: Date | null;

  @Column('uuid', { nullable: true })
  createdBy!: string | null;

  @Column({ type: 'timestamptz', precision: 3 })
  createdAt!: Date;
}
