import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from './whole-number.ts';

/** One line of the append-only ledger. */
@Entity('points_entry')
export class PointsEntry {
  @PrimaryColumn('uuid', { default: () => 'uuid7()' })
  id!: string;

  @Column('uuid')
  customerId!: string;

  @Column('bigint', { transformer: wholeNumber })
  delta!: number;

  @Column('text')
  reason!: 'purchase' | 'coupon' | 'undo' | 'settle' | 'spend' | 'grant' | 'expiry' | 'link';

  @Column('text')
  source!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;
}
