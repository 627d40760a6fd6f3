import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Something a platform told us, once, with the answer it got. */
@Entity('inbox_event')
export class InboxEvent {
  @PrimaryColumn('text')
  channel!: string;

  @PrimaryColumn('text')
  eventId!: string;

  @Column('text')
  address!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  heardAt!: Date;

  @Column('uuid', { nullable: true })
  couponId!: string | null;

  @Column('jsonb', { nullable: true })
  answer!: unknown | null;

  @Column('uuid')
  retryKey!: string;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  answeredAt!: Date | null;
}
