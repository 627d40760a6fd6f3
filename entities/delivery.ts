import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A message to one person, under a subject that can exist once; its id is the retry key. */
@Entity('delivery')
export class Delivery {
  @PrimaryColumn('uuid', { default: () => 'uuid7()' })
  id!: string;

  @Column('text')
  subject!: string;

  @Column('text')
  class!: 'answer' | 'notice' | 'marketing';

  @Column('uuid', { nullable: true })
  customerId!: string | null;

  @Column('text')
  channel!: string;

  @Column('text')
  address!: string;

  @Column('jsonb')
  messages!: unknown;

  @Column('text', { nullable: true })
  zone!: string | null;

  @Column('text', { default: 'waiting' })
  state!: 'waiting' | 'sent' | 'unreachable' | 'failed' | 'unknown' | 'skipped';

  @Column({ type: 'timestamptz', precision: 3 })
  runAt!: Date;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  expiresAt!: Date | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  firstTriedAt!: Date | null;

  @Column('int', { default: 0 })
  attempts!: number;

  @Column('bigint', { nullable: true })
  leaseToken!: string | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  leaseUntil!: Date | null;

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('text', { nullable: true })
  ref!: string | null;

  @Column({ type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  finishedAt!: Date | null;
}
