import { Column, Entity, PrimaryColumn } from 'typeorm';

/** When to look whether a person has stayed away. */
@Entity('trigger_watch')
export class TriggerWatch {
  @PrimaryColumn('uuid')
  triggerId!: string;

  @PrimaryColumn('uuid')
  customerId!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  lookAt!: Date;
}
