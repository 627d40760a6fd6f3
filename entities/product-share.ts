import { Column, Entity, PrimaryColumn } from 'typeorm';

/** In how many of all orders of the last half year a product or category was. */
@Entity('product_share')
export class ProductShare {
  @PrimaryColumn('text')
  kind!: 'product' | 'category';

  @PrimaryColumn('text')
  name!: string;

  /** Of a product: where it belongs. */
  @Column('text', { nullable: true })
  category!: string | null;

  @Column('int')
  orders!: number;

  @Column('int')
  ofOrders!: number;

  /** The same of the last 30 days. */
  @Column('int')
  lately!: number;

  @Column('int')
  ofLately!: number;
}
