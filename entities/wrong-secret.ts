import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A secret that somebody tried and that does not exist. */
@Entity('wrong_secret')
export class WrongSecret {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

  @Column('bigint')
  identityId!: string;

  @Column('text')
  purpose!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;
}
