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

  @Column('text')
  state!: 'open' | 'closed';

  @Column('uuid', { nullable: true })
  couponId!: string | null;

  @Column('text', { nullable: true })
  note!: string | null;

  @Column({ type: 'timestamptz', precision: 3 })
  openedAt!: Date;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  closedAt!: Date | null;

  @Column('uuid', { nullable: true })
  closedBy!: string | null;
}
