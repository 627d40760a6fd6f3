import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A campaign being told to many at a moment. */
@Entity('broadcast')
export class Broadcast {
  @PrimaryColumn('uuid', { default: () => 'uuid7()' })
  id!: string;

  @Column('uuid')
  campaignId!: string;

  @Column('text')
  state!: 'waiting' | 'sending' | 'paused' | 'done' | 'stopped';

  @Column('uuid', { nullable: true })
  createdBy!: string | null;

  @Column({ type: 'timestamptz', precision: 3 })
  sendAt!: Date;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  startedAt!: Date | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  finishedAt!: Date | null;

  @Column({ type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  /** By language; drawn once. */
  @Column('jsonb', { nullable: true })
  messages!: unknown | null;

  @Column('int', { nullable: true })
  planned!: number | null;

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  reportedAt!: Date | null;

  /** Who is meant and what they are told; see src/broadcasts/plan.ts. */
  @Column('jsonb', { default: {} })
  plan!: unknown;

  /** The rules in words, as they were when the recipients were frozen. */
  @Column('jsonb', { nullable: true })
  audience!: unknown | null;

  /** A civil date and time that each customer's own clock reaches; null when all are told at one instant. */
  @Column('text', { nullable: true })
  wallAt!: string | null;

  @Column('text', { nullable: true })
  madeBy!: string | null;

  @Column('uuid', { nullable: true })
  seriesId!: string | null;

  @Column('text', { nullable: true })
  period!: string | null;

  @Column('int', { default: 0 })
  holdoutPercent!: number;

  @Column('text', { nullable: true })
  approval!: 'asked' | 'given' | null;

  @Column('text', { nullable: true })
  approvedBy!: string | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  approvedAt!: Date | null;

  /** What a second person was asked about; see src/broadcasts/what-is-asked.ts. */
  @Column('jsonb', { nullable: true })
  asked!: unknown | null;

  /** Somebody wants it to go on: whoever heard enough while it rested is taken out first. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  resumedAt!: Date | null;
}
