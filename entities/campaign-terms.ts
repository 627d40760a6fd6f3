import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The terms of a campaign at one version, frozen. */
@Entity('campaign_terms')
export class CampaignTerms {
  @PrimaryColumn('uuid')
  campaignId!: string;

  @PrimaryColumn('int')
  version!: number;

  @Column('jsonb')
  terms!: unknown;

  @Column('uuid', { nullable: true })
  createdBy!: string | null;

  @Column({ type: 'timestamptz', precision: 3 })
  createdAt!: Date;
}
