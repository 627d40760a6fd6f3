import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from './whole-number.ts';

/** From how much on in 365 days somebody is of high or middle value; at most one row. */
@Entity('value_cut')
export class ValueCut {
  @PrimaryColumn('boolean', { default: true })
  one!: true;

  @Column('bigint', { transformer: wholeNumber })
  highMinor!: number;

  @Column('bigint', { transformer: wholeNumber })
  midMinor!: number;

  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;
}
