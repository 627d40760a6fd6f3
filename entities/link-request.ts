import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A one-time code to make two identities one person. */
@Entity('link_request')
export class LinkRequest {
  @PrimaryColumn('uuid', { default: () => 'uuid7()' })
  id!: string;

  @Column('bytea')
  codeHash!: Buffer;

  @Column('bigint')
  identityId!: string;

  @Column('bigint', { nullable: true })
  otherIdentityId!: string | null;

  @Column({ type: 'timestamptz', precision: 3 })
  expiresAt!: Date;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  confirmedAt!: Date | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  usedAt!: Date | null;

  @Column({ type: 'timestamptz', precision: 3 })
  createdAt!: Date;
}
