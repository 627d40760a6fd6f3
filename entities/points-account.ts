import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from './whole-number.ts';

/** The balance, kept beside the ledger under a lock; `owed` is taken from the next earning. */
@Entity('points_account')
export class PointsAccount {
  @PrimaryColumn('uuid')
  customerId!: string;

  @Column('bigint', { transformer: wholeNumber, default: 0 })
  balance!: number;

  @Column('bigint', { transformer: wholeNumber, default: 0 })
  owed!: number;
}
