import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A line of the web chat. */
@Entity('web_message')
export class WebMessage {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

  @Column('text')
  address!: string;

  @Column('text')
  saidBy!: 'customer' | 'shop';

  @Column('text')
  key!: string;

  @Column('jsonb')
  messages!: unknown;

  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;
}
