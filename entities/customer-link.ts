import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Two customers made one, with all that was moved, so that it can be undone. */
@Entity('customer_link')
export class CustomerLink {
  @PrimaryColumn('uuid', { default: () => 'uuid7()' })
  id!: string;

  @Column('uuid')
  keptId!: string;

  @Column('uuid')
  joinedId!: string;

  @Column('jsonb')
  moved!: unknown;

  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  undoneAt!: Date | null;

  @Column('uuid', { nullable: true })
  undoneBy!: string | null;
}
