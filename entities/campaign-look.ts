import { Column, Entity, PrimaryColumn } from 'typeorm';

/** When somebody last had a look at a drop by itself. */
@Entity('campaign_look')
export class CampaignLook {
  @PrimaryColumn('uuid')
  customerId!: string;

  @PrimaryColumn('uuid')
  campaignId!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;
}
