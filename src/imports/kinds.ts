/** What can come in by file. */
export const kinds = ['purchases', 'customers', 'refunds', 'list'] as const;
export type Kind = (typeof kinds)[number];

/** Who a row is about; each is proof by itself, a name never is. */
const who = ['customer_id', 'phone', 'customer_channel', 'customer_address', 'line_id', 'telegram_id'] as const;

/** The columns of each kind by the name that `--map` knows them by. */
const fields = {
  purchases: [
    ...['source', 'order_no', 'at', 'store', 'channel', 'total', 'amount', 'line_amount', 'product'],
    ...['category', 'quantity', 'customer_name', ...who],
  ],
  refunds: ['source', 'refund_no', 'order_no', 'at', 'total', 'amount', 'line_amount', 'product', 'reason'],
  customers: [...who, 'customer_name', 'birthday', 'language', 'tags'],
  list: [...who],
} as const satisfies Record<Kind, readonly Field[]>;

/** What headers are called, in any case, with or without spaces, dashes and what stands in brackets. */
const names = {
  source: 'source,system,來源,来源,系統,系统,來源系統,来源系统',
  order_no:
    'order_no,order_number,order_id,order,receipt_no,invoice_no,訂單編號,订单编号,訂單號碼,订单号码,訂單號,订单号,單號,单号,交易序號,交易序号,交易單號,交易单号,發票號碼,发票号码,小票号',
  refund_no:
    'refund_no,refund_number,refund_id,退款編號,退款编号,退款單號,退款单号,退貨單號,退货单号,退款號,退款号,退貨編號',
  at: 'at,date,time,datetime,date_time,paid_at,ordered_at,order_date,order_time,created_at,日期,時間,时间,日期時間,日期时间,訂單日期,订单日期,訂單時間,订单时间,下單時間,下单时间,交易日期,交易時間,交易时间,消費日期,消费日期,消費時間,消费时间,付款時間,付款时间,退款日期,退款時間,退款时间',
  store: 'store,shop,branch,location,outlet,門市,门店,店名,門市名稱,门店名称,店鋪,店铺,分店,店別',
  channel: 'channel,sales_channel,通路,渠道,銷售通路,销售渠道,通路別',
  total:
    'total,order_total,total_amount,grand_total,paid,amount_paid,order_amount,總計,总计,總額,总额,總金額,总金额,訂單金額,订单金额,實付,实付,實付金額,实付金额,實收,实收,實收金額,实收金额,應付金額,应付金额,消費金額,消费金额',
  amount: 'amount,price,金額,金额,退款金額,退款金额,refund_amount',
  line_amount:
    'line_amount,line_total,subtotal,item_amount,item_total,小計,小计,品項金額,商品金額,商品金额,單項金額,单项金额',
  product: 'product,product_name,item,item_name,sku,商品,品項,品项,商品名稱,商品名称,品名,產品,产品,品項名稱,产品名称',
  category:
    'category,product_category,type,類別,类别,分類,分类,商品類別,商品类别,商品分類,商品分类,品類,品类,類型,类型',
  quantity: 'quantity,qty,count,pieces,數量,数量,件數,件数,份數,份数',
  reason: 'reason,note,refund_reason,原因,退款原因,退貨原因,退货原因,備註,备注',
  customer_name:
    'customer_name,name,customer,member_name,full_name,姓名,名字,客戶姓名,客户姓名,顧客姓名,顾客姓名,會員姓名,会员姓名,顧客,顾客,客戶,客户',
  customer_id: 'customer_id,quanbot_id,顧客編號,顾客编号',
  phone:
    'phone,phone_number,mobile,mobile_phone,tel,telephone,電話,电话,手機,手机,手機號碼,手机号码,手机号,行動電話,電話號碼,电话号码,聯絡電話,联系电话,會員電話,会员电话',
  customer_channel: 'customer_channel,external_channel,identity_channel,顧客通路,顾客渠道,會員系統,会员系统',
  customer_address:
    'customer_address,external_id,external_address,member_no,member_id,member_number,card_no,會員編號,会员编号,會員號,会员号,會員卡號,会员卡号,卡號,卡号',
  line_id: 'line_id,line_user_id,line_uid',
  telegram_id: 'telegram_id,telegram_user_id,tg_id,chat_id',
  birthday: 'birthday,birth_date,birthdate,date_of_birth,dob,生日,出生日期,出生年月日',
  language: 'language,lang,locale,語言,语言,語系',
  tags: 'tags,tag,labels,label,標籤,标签,分群',
} as const;

export type Field = keyof typeof names;

/** The fields that a kind knows. */
export const fieldsOf = (kind: Kind): readonly Field[] => fields[kind];

/** A column name without what people write differently: case, width, spaces, dashes, and what stands in brackets. */
export function plainName(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\([^)]*\)|[\s_\-.#:/*"']+/g, '');
}

const known = new Map(
  (Object.entries(names) as [Field, string][]).flatMap(([field, all]) =>
    all.split(',').map((name) => [plainName(name), field] as const),
  ),
);

/** The field that a column name stands for among those of a kind. */
export function fieldNamed(kind: Kind, name: string): Field | undefined {
  const field = known.get(plainName(name));
  return field && fieldsOf(kind).includes(field) ? field : undefined;
}
