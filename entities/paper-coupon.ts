import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A coupon that somebody holds on paper, under the number that is printed there. */
@Entity('paper_coupon')
export class PaperCoupon {
  /** Capitals and digits, without spaces and dashes. */
  @PrimaryColumn('text')
  number!: string;

  @Column('uuid')
  couponId!: string;

  @Column('date')
  issuedOn!: string;

  @Column('uuid', { nullable: true })
  staffId!: string | null;

  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;
}
