import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A coupon that staff could not redeem in a chat, and the code of the refusal that said why; the first time it did. */
@Entity('counter_refusal')
export class CounterRefusal {
  @PrimaryColumn('uuid')
  couponId!: string;

  @PrimaryColumn('text')
  code!: string;

  @Column('uuid', { nullable: true })
  storeId!: string | null;

  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;
}
