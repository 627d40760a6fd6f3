import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a marketer is putting together before it is sent. */
@Entity('broadcast_plan')
export class BroadcastPlan {
  @PrimaryColumn('uuid')
  campaignId!: string;

  @PrimaryColumn('uuid')
  staffId!: string;

  @Column('jsonb')
  plan!: unknown;

  @Column({ type: 'timestamptz', precision: 3 })
  updatedAt!: Date;
}
