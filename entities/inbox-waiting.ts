import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An event acknowledged before it could be heard. */
@Entity('inbox_waiting')
export class InboxWaiting {
  @PrimaryColumn('text')
  channel!: string;

  @PrimaryColumn('text')
  eventId!: string;

  @Column('jsonb')
  inbound!: unknown;

  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;

  @Column('int', { default: 0 })
  attempts!: number;

  @Column({ type: 'bigint', insert: false, update: false })
  kept!: string;
}
