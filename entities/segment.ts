import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A group of customers by a rule, or by a list when `rule` is null. */
@Entity('segment')
export class Segment {
  @PrimaryColumn('uuid', { default: () => 'uuid7()' })
  id!: string;

  @Column('text')
  name!: string;

  @Column('jsonb', { nullable: true })
  rule!: unknown;

  @Column('uuid', { nullable: true })
  createdBy!: string | null;

  @Column({ type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  retiredAt!: Date | null;
}
