import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Something that another system says has happened to a customer; `source` and `key` name it once. */
@Entity('event')
export class Event {
  @PrimaryColumn('uuid', { default: () => 'uuid7()' })
  id!: string;

  @Column('uuid')
  customerId!: string;

  @Column('text')
  name!: string;

  @Column('text')
  source!: string;

  @Column('text')
  key!: string;

  @Column('jsonb', { default: {} })
  facts!: object;

  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;
}
