import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A channel's small note to itself. */
@Entity('channel_note')
export class ChannelNote {
  @PrimaryColumn('text')
  channel!: string;

  @PrimaryColumn('text')
  key!: string;

  @Column('text')
  value!: string;
}
