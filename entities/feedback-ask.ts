import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A redemption whose receipt carried the question how it was. */
@Entity('feedback_ask')
export class FeedbackAsk {
  @PrimaryColumn('uuid')
  redemptionId!: string;

  @Column('uuid')
  customerId!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;
}
