import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Somebody followed a link that carries its source; one row until they claim. */
@Entity('arrival')
export class Arrival {
  @PrimaryColumn('uuid')
  campaignId!: string;

  @PrimaryColumn('bigint')
  identityId!: string;

  @Column('text')
  source!: string;

  /** They had not joined yet: this link is how we met. */
  @Column('boolean')
  fresh!: boolean;

  @PrimaryColumn({ type: 'timestamptz', precision: 3 })
  at!: Date;
}
