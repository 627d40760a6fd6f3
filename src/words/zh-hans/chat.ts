import type { Format } from '../format.ts';
import { spaced, spacedBefore } from '../spaced.ts';
import type { Words } from '../words.ts';

export const chat = (f: Format): Words['chat'] => ({
  apology: () => `抱歉，我们这边出了点问题。数据没有变动，请稍后再试；如果一直这样，请告诉店员。`,
  unknown: () => `不好意思，没看懂这句话。您可以这样做：`,
  unknownStaff: () => `不好意思，没看懂这句话。发送优惠券代码就能查验，也可以从下面选择：`,
  privately: () => `请私聊我们：优惠券和代码只给您一个人看。`,
  withdrawn: () => `没有这个指令。您可以这样做：`,
  didYouMean: (command) => `没有这个指令。您想输入的是 ${command} 吗？`,
  welcomeTitle: () => `欢迎来到${spacedBefore(f.brand)}`,
  consent: () =>
    `优惠券、积分、生日惊喜，在聊天里就能收到。\n\n您同意的话，我们会在这里保存您的名字、优惠券、积分和消费记录，用来提供会员服务；偶尔也会给您发优惠消息（营销）。想停止优惠消息，随时发送 /stop。我们保存哪些资料、为什么，请看 /privacy。`,
  carried: (campaign) => `加入后，“${campaign}”马上就能领。`,
  agree: () => `同意并加入`,
  agreeService: () => `加入，但不收优惠消息`,
  read: () => `隐私说明`,
  joined: (offers) =>
    offers
      ? `加入成功！有新优惠会通知您；不想再收，请发送 /stop。`
      : `加入成功！我们不会给您发优惠消息；想收的话，请发送 /start。`,
  textChanged: () => `同意内容有更新`,
  earlierHolds: () => `您之前同意的内容仍然有效。请同意更新后的内容。`,
  agreeAgain: () => `同意`,
  agreeAgainService: () => `同意，但不收优惠`,
  agreedAgain: (offers) =>
    offers
      ? `谢谢您！有新优惠会通知您；不想再收，请发送 /stop。`
      : `谢谢您！我们不会给您发优惠消息；想收的话，请发送 /start。`,
  welcomeBack: (name) => (name ? `${name}，欢迎回来！` : `欢迎回来！`),
  offersAreOff: () => `您目前不接收优惠消息。`,
  offersOn: () => `开启优惠消息`,
  offersTurnedOn: () => `优惠消息已开启。不想再收，请发送 /stop。`,
  stopped: () => `好的，以后不再给您发优惠消息。使用明细和手上优惠券的到期提醒仍会照常发送。`,
  alreadyStopped: () => `您目前没有接收优惠消息。`,
  chooseLanguage: () => `您想用哪种语言？`,
  languageSet: () => `好的，接下来用简体中文。`,
  helpTitle: () => `您可以这样做`,
  privacyTitle: () => `我们保存哪些资料、为什么`,
  privacy: (version) =>
    `• 您在这个聊天应用里的名称、账号标识、语言和时区：用来和您对话。\n• 优惠券、核销、消费、积分和等级记录：用来提供会员服务。\n• 店员记下的标签，例如您的喜好：用来更好地招呼您。\n• 您的生日（您告诉我们才会有）：用来祝您生日快乐。\n• 您的评分和留言：用来回复您、改进服务。\n• 您同意了什么、什么时候同意的（条款版本 ${version}）。\n\n我们不会把资料交给别人。发送 /stop 会立刻停止优惠消息。想查看或删除您的资料，请联系${spaced(f.brand)}的店员。`,
  agreed: (what, granted, date) =>
    `${what === 'service' ? '会员服务' : '优惠消息'}：${date}${granted ? '同意' : what === 'service' ? '撤回同意' : '选择不接收'}`,
  notJoined: () => `您还没有加入，所以我们只保存了这个聊天的标识。`,
  drops: () => `最新优惠`,
  coupons: () => `我的优惠券`,
  points: () => `我的积分`,
  help: () => `帮助`,
  back: () => `返回`,
  cancel: () => `取消`,
  more: () => `更多`,
  cancelled: () => `已取消，什么都没有变动。`,
});
