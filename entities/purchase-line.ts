import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from './whole-number.ts';

/** One product of a purchase. */
@Entity('purchase_line')
export class PurchaseLine {
  @PrimaryColumn('uuid')
  purchaseId!: string;

  @PrimaryColumn('smallint')
  position!: number;

  @Column('text')
  product!: string;

  @Column('text', { nullable: true })
  category!: string | null;

  @Column('int')
  quantity!: number;

  @Column('bigint', { transformer: wholeNumber })
  amountMinor!: number;

  @Column('bigint', { transformer: wholeNumber, default: 0 })
  refundedMinor!: number;
}
