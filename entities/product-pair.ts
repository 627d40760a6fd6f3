import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Two products that are bought together more often than chance would have it. */
@Entity('product_pair')
export class ProductPair {
  @PrimaryColumn('text')
  product!: string;

  @PrimaryColumn('text')
  other!: string;

  @Column('int')
  together!: number;

  /** All orders with the product. */
  @Column('int')
  orders!: number;

  @Column('real')
  lift!: number;
}
