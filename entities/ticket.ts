import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Something that a customer waits for an answer to: a low rating, or words to a person. */
@Entity('ticket')
export class Ticket {
  @PrimaryColumn('uuid', { default: () => 'uuid7()' })
  id!: string;

  /** What people type to name it. */
  @Column('text')
  ref!: string;

  @Column('uuid')
  customerId!: string;

  @Column('uuid', { nullable: true })
  feedbackId!: string | null;

  @Column('uuid', { nullable: true })
  storeId!: string | null;

  /** Whom it goes to; null for everybody who answers. */
  @Column('uuid', { nullable: true })
  adviserId!: string | null;

  @Column('text')
  state!: 'open' | 'closed';

  /** Who answers now, so that two do not. */
  @Column('uuid', { nullable: true })
  takenBy!: string | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  takenAt!: Date | null;

  /** The coupon that made up for it. */
  @Column('uuid', { nullable: true })
  couponId!: string | null;

  @Column('uuid', { nullable: true })
  offeredBy!: string | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  offeredAt!: Date | null;

  /** What the customer was told at the end. */
  @Column('text', { nullable: true })
  note!: string | null;

  @Column({ type: 'timestamptz', precision: 3 })
  openedAt!: Date;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  closedAt!: Date | null;

  @Column('uuid', { nullable: true })
  closedBy!: string | null;
}
