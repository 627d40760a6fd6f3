import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from './whole-number.ts';

/** What is left of one earning, and until when. */
@Entity('points_lot')
export class PointsLot {
  @PrimaryColumn('uuid')
  entryId!: string;

  @Column('uuid')
  customerId!: string;

  @Column('bigint', { transformer: wholeNumber })
  remaining!: number;

  @Column({ type: 'timestamptz', precision: 3 })
  expiresAt!: Date;
}
