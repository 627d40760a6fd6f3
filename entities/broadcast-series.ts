import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A broadcast that is made again for each period. */
@Entity('broadcast_series')
export class BroadcastSeries {
  @PrimaryColumn('uuid', { default: () => 'uuid7()' })
  id!: string;

  @Column('uuid')
  campaignId!: string;

  @Column('jsonb')
  plan!: unknown;

  @Column('jsonb')
  repeats!: unknown;

  @Column('text')
  state!: 'on' | 'off';

  @Column('text')
  madeBy!: string;

  @Column('uuid', { nullable: true })
  createdBy!: string | null;

  @Column({ type: 'timestamptz', precision: 3 })
  createdAt!: Date;
}
