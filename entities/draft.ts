import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A campaign that a marketer is writing. */
@Entity('draft')
export class Draft {
  @PrimaryColumn('uuid')
  staffId!: string;

  @Column('jsonb')
  data!: unknown;

  @Column({ type: 'timestamptz', precision: 3 })
  updatedAt!: Date;
}
