import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The first answer to a request of the API. */
@Entity('idempotency')
export class Idempotency {
  @PrimaryColumn('uuid')
  callerId!: string;

  @PrimaryColumn('text')
  key!: string;

  @Column('bytea')
  requestHash!: Buffer;

  @Column('int', { nullable: true })
  status!: number | null;

  @Column('jsonb', { nullable: true })
  response!: unknown | null;

  @Column({ type: 'timestamptz', precision: 3 })
  createdAt!: Date;
}
