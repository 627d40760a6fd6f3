import { Column, Entity, PrimaryColumn } from 'typeorm';

/** At most 500 recipients that get the same words; its id is the retry key. */
@Entity('broadcast_chunk')
export class BroadcastChunk {
  @PrimaryColumn('uuid', { default: () => 'uuid7()' })
  id!: string;

  @Column('uuid')
  broadcastId!: string;

  @Column('text')
  channel!: string;

  @Column('text')
  language!: string;

  @Column('text', { nullable: true })
  zone!: string | null;

  @Column('bigint', { array: true })
  ids!: string[];

  @Column('int', { default: 0 })
  position!: number;

  @Column('text', { default: 'waiting' })
  state!: 'waiting' | 'sent' | 'stopped' | 'failed' | 'unknown' | 'holdout' | 'capped';

  @Column({ type: 'timestamptz', precision: 3 })
  runAt!: Date;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  firstTriedAt!: Date | null;

  @Column('int', { default: 0 })
  attempts!: number;

  @Column('bigint', { nullable: true })
  leaseToken!: string | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  leaseUntil!: Date | null;

  @Column('int', { default: 0 })
  sent!: number;

  @Column('text', { nullable: true })
  lastError!: string | null;

  @Column('int', { default: 0 })
  missed!: number;

  @Column('int', { default: 0 })
  settled!: number;

  /** Told one by one: those up to here may have been told. */
  @Column('int', { default: 0 })
  tried!: number;

  /** Which of the plan's messages these people get; 0 is the campaign's own. */
  @Column('smallint', { default: 0 })
  variant!: number;

  /** The text has blanks to be filled in: people are told one by one. */
  @Column('boolean', { default: false })
  personal!: boolean;

  @Column('bigint')
  firstId!: string;

  @Column('bigint')
  lastId!: string;

  /** The chunk that these people were in before they had to wait. */
  @Column('uuid', { nullable: true })
  partOf!: string | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  sentAt!: Date | null;
}
