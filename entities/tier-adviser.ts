import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who of the staff looks after the customers of a tier. */
@Entity('tier_adviser')
export class TierAdviser {
  @PrimaryColumn('text')
  tier!: string;

  @Column('uuid')
  staffId!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  namedAt!: Date;
}
