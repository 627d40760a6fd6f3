import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One run of a job for one period. */
@Entity('job_run')
export class JobRun {
  @PrimaryColumn('text')
  job!: string;

  @PrimaryColumn('text')
  period!: string;

  @PrimaryColumn('text', { default: '' })
  scope!: string;

  @Column('text')
  state!: 'running' | 'done' | 'failed' | 'skipped-late';

  @Column({ type: 'timestamptz', precision: 3 })
  dueAt!: Date;

  @Column({ type: 'timestamptz', precision: 3 })
  startedAt!: Date;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  finishedAt!: Date | null;

  @Column('uuid')
  leaseToken!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  leaseUntil!: Date;

  @Column('text', { nullable: true })
  reason!: string | null;
}
