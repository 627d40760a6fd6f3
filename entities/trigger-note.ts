import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Something a trigger has done that the staff has not heard of yet; gone when they have. */
@Entity('trigger_note')
export class TriggerNote {
  @PrimaryColumn('uuid')
  effectId!: string;

  @Column('uuid')
  triggerId!: string;

  /** Where it happened; null when it happened nowhere, such as a birthday. */
  @Column('uuid', { nullable: true })
  storeId!: string | null;

  /** When it was done. */
  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;
}
