import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A code that a member of staff tried and that does not exist. */
@Entity('wrong_code')
export class WrongCode {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

  @Column('uuid')
  staffId!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;
}
