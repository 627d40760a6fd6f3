import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A member of staff who wants no summary in the morning. */
@Entity('summary_stop')
export class SummaryStop {
  @PrimaryColumn('uuid')
  staffId!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;
}
