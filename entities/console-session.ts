import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A member of staff on the pages of the console: the link they asked for, and what became of it. */
@Entity('console_session')
export class ConsoleSession {
  @PrimaryColumn('uuid', { default: () => 'uuid7()' })
  id!: string;

  @Column('uuid')
  staffId!: string;

  @Column('bytea')
  linkSeal!: Buffer;

  @Column({ type: 'timestamptz', precision: 3 })
  askedAt!: Date;

  @Column('bytea', { nullable: true })
  tokenSeal!: Buffer | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  openedAt!: Date | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  usedAt!: Date | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  endedAt!: Date | null;
}
