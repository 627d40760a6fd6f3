import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a customer would like us to do, and under what staff file it. */
@Entity('idea')
export class Idea {
  @PrimaryColumn('uuid', { default: () => 'uuid7()' })
  id!: string;

  /** What people type to name it. */
  @Column('text')
  ref!: string;

  @Column('uuid')
  customerId!: string;

  @Column('text')
  words!: string;

  @Column('text', { array: true, default: () => "'{}'" })
  tags!: string[];

  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;
}
