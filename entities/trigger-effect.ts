import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from './whole-number.ts';

/** What became of one occurrence, which each trigger answers once. */
@Entity('trigger_effect')
export class TriggerEffect {
  @PrimaryColumn('uuid', { default: () => 'uuid7()' })
  id!: string;

  @Column('uuid')
  triggerId!: string;

  @Column('uuid')
  customerId!: string;

  /** What happened, such as `purchase:<id>`; unique within the trigger. */
  @Column('text')
  occurrence!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;

  /** Where the period began that it stands for; `at` when it stands for itself. */
  @Column({ type: 'timestamptz', precision: 3 })
  fromAt!: Date;

  @Column('text', { default: 'waiting' })
  state!: 'waiting' | 'done' | 'skipped';

  /** Why it was skipped. */
  @Column('text', { nullable: true })
  reason!: string | null;

  @Column({ type: 'timestamptz', precision: 3 })
  runAt!: Date;

  @Column('smallint', { default: 0 })
  attempts!: number;

  @Column('uuid', { nullable: true })
  couponId!: string | null;

  /** The worst case while the coupon is out, what it took once that is settled. */
  @Column('bigint', { transformer: wholeNumber, default: 0 })
  costMinor!: number;

  @Column('boolean', { default: false })
  settled!: boolean;

  @Column({ type: 'timestamptz', precision: 3 })
  foundAt!: Date;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  doneAt!: Date | null;
}
