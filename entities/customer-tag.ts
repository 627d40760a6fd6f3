import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What staff note about a person in a word or two. */
@Entity('customer_tag')
export class CustomerTag {
  @PrimaryColumn('uuid')
  customerId!: string;

  @PrimaryColumn('text')
  tag!: string;

  /** `staff:<id>`, `api:<id>` or `operator`. */
  @Column('text')
  by!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;
}
