import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A campaign being told to many at a moment. */
@Entity('broadcast')
export class Broadcast {
  @PrimaryColumn('uuid', { default: () => 'uuid7()' })
  id!: string;

  @Column('uuid')
  campaignId!: string;

  @Column('text')
  state!: 'waiting' | 'sending' | 'done' | 'stopped';

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
}
