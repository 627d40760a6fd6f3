import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A place that links of a campaign stand in, such as `instagram` or `poster-3`. */
@Entity('campaign_source')
export class CampaignSource {
  @PrimaryColumn('uuid')
  campaignId!: string;

  @PrimaryColumn('text')
  source!: string;

  @Column('uuid', { nullable: true })
  createdBy!: string | null;

  @Column({ type: 'timestamptz', precision: 3 })
  createdAt!: Date;
}
