import type { importRefusals as english } from '../en/imports.ts';
import type { Format } from '../format.ts';
import { spaced, spacedAfter } from '../spaced.ts';
import type { Words } from '../words.ts';
import { DIFFERS } from './refusals-counter.ts';

const app = (channel: string) => ({ line: 'LINE', telegram: 'Telegram' })[channel] ?? channel;

export const imports = (f: Format): Words['imports'] => ({
  problems: {
    'quote-broken': () => ['引号有开头，没有结尾。', '请用 " 包住整个单元格；里面的引号请写成 ""。'],
    'row-too-long': () => ['这一行长得不像订单。', '请检查文件的换行，以及引号是否成对。'],
    'cells-count': (facts) => [
      `这一行有 ${f.number(facts.cells)} 格，表头有 ${f.number(facts.columns)} 格。`,
      '单元格里如果有分隔符，请用 " 包住，例如 "1,200"。',
    ],
    unreadable: () => ['这一行有读不出来的字。', '请另存为 CSV（UTF-8），或指定编码。'],
    needed: () => ['这格是空的。', '请填上。'],
    'too-long': (facts) => ['太长了。', `请不要超过 ${f.number(facts.most)} 个字。`],
    'id-shape': () => ['这不是我们的顾客编号。', '请填 API 返回的 id，或留空。'],
    'address-shape': (facts) => [
      `这不是${spaced(app(facts.channel))}的账号。`,
      'LINE 是 U 加 32 位数字或 a 到 f，Telegram 是一串数字。',
    ],
    'who-needed': () => ['看不出这一行是谁的；只有姓名不算。', '请填手机号、会员编号或顾客编号。'],
    'who-unknown': () => ['找不到这位顾客。', '请检查，或先导入顾客。'],
    'who-two': () => ['这一行同时属于两位顾客。', '请只留下这位顾客的资料，或请顾客绑定这两个账号。'],
    'phone-other': () => ['这位顾客已经有另一个手机号。', '请把手机号留空，或向顾客确认。'],
    'money-currency': (facts) => [`“${facts.found}”不是本店的币种 ${facts.currency}。`, '请换算金额，或只写数字。'],
    'money-negative': () => ['订单金额不能小于零。', '退款请用退款导入。'],
    'money-zero': () => ['退款金额是零。', '请填金额，或删掉这一行。'],
    'money-shape': (facts) => [`这不是 ${facts.currency} 的金额。`, '请写成 1200 或 1,200.50。'],
    'money-two-ways': () => ['看不出是千分位还是小数点。', '请按实际金额写成 1200 或 1.20。'],
    'quantity-shape': () => ['这不是 1 到一百万的整数。', '请填数量。'],
    'date-shape': () => ['看不懂这个日期。', '请写成 2026-03-08 14:05。'],
    'date-none': () => ['没有这一天或这个时间。', '请检查；1990 年以前的日期不能导入。'],
    'date-future': () => ['这个日期还没到。', '请检查年月日。'],
    'date-number': () => ['这是表格的日期序号，不是日期。', '请把这一列设成日期格式，再存一次。'],
    'date-two-digits': () => ['年份只有两位数。', '请写四位数，例如 2026-03-08。'],
    'date-two-ways': () => ['分不出月和日。', '请写成 2026-03-08，或指定日期顺序 dmy 或 mdy。'],
    'birthday-shape': () => ['这不是生日。', '请写成 1990-03-08 或 03-08。'],
    'phone-shape': () => ['这不是手机号。', '请写成 +8613912345678。'],
    'phone-country': () => ['看不出是哪个国家的号码。', '请加上 + 和国家代码，或指定国家代码。'],
    'phone-number': () => ['表格把这个号码缩短了。', '请把这一列设成文本，再重新填。'],
    'language-unknown': () => ['本店不会说这种语言。', '请写 en、zh-Hant 或 zh-Hans，或留空。'],
    'tags-many': (facts) => ['标签太多了。', `请不要超过 ${f.number(facts.most)} 个。`],
    'tag-shape': (facts) => [
      '有一个标签不合格式。',
      `标签是一两个词，最多 ${f.number(facts.most)} 个字，不能有引号或括号。`,
    ],
    'store-unknown': (facts) => [
      '没有这家门店。',
      facts.stores.length > 0 ? `目前有：${f.list(facts.stores)}。` : '请先添加门店。',
    ],
    'source-reserved': (facts) => [`“${facts.source}”是系统保留给用券订单的来源。`, '请给这个文件的系统取别的名字。'],
    'order-differs': (facts) => [`同一张订单，第 ${f.number(facts.line)} 行写得不一样。`, '请让同一张订单的各行一致。'],
    'order-twice': () => ['这个编号在文件别处还有不同的内容。', '请把同一张订单的各行放在一起。'],
    'order-other': (facts) => [
      `这个编号已经有了，金额是 ${f.money(facts.amountMinor)}；没有改动。`,
      '订单请用退款更正，同一张订单的各行请放在一起。',
    ],
    'order-of-other': () => ['这张订单已经有了，是另一位顾客的。', '请确认是谁的；订单不会换人。'],
    'order-other-lines': () => ['这张订单已经有了，商品不一样。', '请把同一张订单的各行放在一起。'],
    'order-other-day': () => ['这个订单号已经有了，是另一天的；没有改动。', '编号每天重新开始的话，请在前面加上日期。'],
    'refund-other': (facts) => [
      `这个退款号已经有了，${spacedAfter(f.list(facts.differs.map((one) => DIFFERS[one] ?? one)))}不一样；没有改动。`,
      '请换成这笔退款自己的编号。',
    ],
    'lines-beyond': (facts) => [
      `商品合计 ${f.money(facts.sum)}，订单只有 ${f.money(facts.most)}。`,
      '请检查金额，以及哪一列是总额。',
    ],
    'lines-many': (facts) => [`一张订单超过 ${f.number(facts.most)} 行。`, '请检查哪一列是订单编号。'],
    'amount-two-ways': () => ['这张订单每一行金额都一样：是整张订单的，还是每一行的？', '请把列名改成总额或小计。'],
    'same-order': (facts) => [
      `同一张订单的第 ${f.number(facts.line)} 行有错。`,
      '请修正那一行；这一行没问题，会一起导入。',
    ],
    'refund-beyond': (facts) => [`这张订单只剩 ${f.money(facts.left)}。`, '退款请不要超过这个金额。'],
    'redemption-unknown': () => ['没有这笔核销。', '订单编号请填核销的 id。'],
  },
});

export const importRefusals = (f: Format): ReturnType<typeof english> => ({
  'body-no-csv': () => `内容不是 CSV 文件。请直接传文件，并把 Content-Type 请求头设为 text/csv。`,
  'import-empty': () => `这个文件是空的。请给有表头、下面有数据的文件。`,
  'import-no-csv': () => `这不是 CSV 文件。请把表格另存为 CSV（UTF-8），再传那个文件。`,
  'import-encoding': () => `看不出这个文件的编码。请另存为 CSV（UTF-8），或指定编码 utf-8、big5 或 gb18030。`,
  'import-columns': (facts) =>
    `文件里没有这些列：${f.list(facts.missing)}。现有的列：${f.list(facts.header)}。请改列名，或指定对应，例如 order_no=单号。`,
  'import-column-twice': (facts) =>
    `有两列都是 ${facts.field}：${f.list(facts.names)}。请指定要用哪一列，例如 ${facts.field}=${facts.names[0]}。`,
  'import-map': (facts) => `“${facts.part}”对应不到字段。请写成“字段=列名”；字段有 ${f.list(facts.fields)}。`,
  'import-source-needed': () => `文件里看不出订单编号是哪个系统的。请指定来源，例如 pos，才分得清不同系统的订单。`,
  'import-segment-needed': () => `没有指定要放进哪份名单。请用 segment 填名单的名称。`,
  'import-taken-over': () => `这次导入已经由别人接手。请查看进度，交给对方完成。`,
  'import-unknown': () => `找不到这次导入。请用上传时返回的 id。`,
  'import-too-large': (facts) =>
    `这个文件太大，API 收不下。请每次不要超过 ${f.number(facts.megabytes)} MB，或在主机上用 import 命令导入。`,
});
