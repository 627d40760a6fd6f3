import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What was said in a ticket: by the customer, or by staff. */
@Entity('ticket_message')
export class TicketMessage {
  @PrimaryColumn('uuid', { default: () => 'uuid7()' })
  id!: string;

  @Column('uuid')
  ticketId!: string;

  @Column('uuid', { nullable: true })
  staffId!: string | null;

  @Column('text')
  words!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;
}
