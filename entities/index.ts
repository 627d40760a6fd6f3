import { ApiKey } from './api-key.ts';
import { Arrival } from './arrival.ts';
import { Audit } from './audit.ts';
import { Broadcast } from './broadcast.ts';
import { BroadcastChunk } from './broadcast-chunk.ts';
import { BroadcastException } from './broadcast-exception.ts';
import { BroadcastPlan } from './broadcast-plan.ts';
import { BroadcastSeries } from './broadcast-series.ts';
import { CalendarDay } from './calendar-day.ts';
import { Campaign } from './campaign.ts';
import { CampaignLook } from './campaign-look.ts';
import { CampaignSource } from './campaign-source.ts';
import { CampaignTerms } from './campaign-terms.ts';
import { ChannelNote } from './channel-note.ts';
import { Consent } from './consent.ts';
import { ConsoleSession } from './console-session.ts';
import { CounterRefusal } from './counter-refusal.ts';
import { Coupon } from './coupon.ts';
import { Customer } from './customer.ts';
import { CustomerLink } from './customer-link.ts';
import { CustomerStats } from './customer-stats.ts';
import { CustomerTag } from './customer-tag.ts';
import { Delivery } from './delivery.ts';
import { Doubt } from './doubt.ts';
import { Draft } from './draft.ts';
import { Event } from './event.ts';
import { Feedback } from './feedback.ts';
import { FeedbackAsk } from './feedback-ask.ts';
import { Idea } from './idea.ts';
import { Idempotency } from './idempotency.ts';
import { Identity } from './identity.ts';
import { Import } from './import.ts';
import { ImportError } from './import-error.ts';
import { ImportPart } from './import-part.ts';
import { InboxEvent } from './inbox-event.ts';
import { InboxWaiting } from './inbox-waiting.ts';
import { JobRun } from './job-run.ts';
import { LinkRequest } from './link-request.ts';
import { PaperCoupon } from './paper-coupon.ts';
import { PointsAccount } from './points-account.ts';
import { PointsEntry } from './points-entry.ts';
import { PointsLot } from './points-lot.ts';
import { Population } from './population.ts';
import { ProductName } from './product-name.ts';
import { ProductPair } from './product-pair.ts';
import { ProductShare } from './product-share.ts';
import { Purchase } from './purchase.ts';
import { PurchaseLine } from './purchase-line.ts';
import { Redemption } from './redemption.ts';
import { Refund } from './refund.ts';
import { Segment } from './segment.ts';
import { SegmentMember } from './segment-member.ts';
import { Sender } from './sender.ts';
import { Setting } from './setting.ts';
import { Staff } from './staff.ts';
import { StaffInvite } from './staff-invite.ts';
import { Store } from './store.ts';
import { SummaryStop } from './summary-stop.ts';
import { Survey } from './survey.ts';
import { Ticket } from './ticket.ts';
import { TicketMessage } from './ticket-message.ts';
import { Tier } from './tier.ts';
import { TierAdviser } from './tier-adviser.ts';
import { TierChange } from './tier-change.ts';
import { Trigger } from './trigger.ts';
import { TriggerEffect } from './trigger-effect.ts';
import { TriggerNote } from './trigger-note.ts';
import { TriggerWatch } from './trigger-watch.ts';
import { ValueCut } from './value-cut.ts';
import { WebMessage } from './web-message.ts';
import { WrongCode } from './wrong-code.ts';
import { WrongSecret } from './wrong-secret.ts';

export const entities = [
  ApiKey,
  Arrival,
  Audit,
  Broadcast,
  BroadcastChunk,
  BroadcastException,
  BroadcastPlan,
  BroadcastSeries,
  CalendarDay,
  Campaign,
  CampaignLook,
  CampaignSource,
  CampaignTerms,
  ChannelNote,
  Consent,
  ConsoleSession,
  CounterRefusal,
  Coupon,
  Customer,
  CustomerLink,
  CustomerStats,
  CustomerTag,
  Delivery,
  Doubt,
  Draft,
  Event,
  Feedback,
  FeedbackAsk,
  Idea,
  Idempotency,
  Identity,
  Import,
  ImportError,
  ImportPart,
  InboxEvent,
  InboxWaiting,
  JobRun,
  LinkRequest,
  PaperCoupon,
  PointsAccount,
  PointsEntry,
  PointsLot,
  Population,
  ProductName,
  ProductPair,
  ProductShare,
  Purchase,
  PurchaseLine,
  Redemption,
  Refund,
  Segment,
  SegmentMember,
  Sender,
  Setting,
  Staff,
  StaffInvite,
  Store,
  SummaryStop,
  Survey,
  Ticket,
  Tier,
  TierAdviser,
  TierChange,
  TicketMessage,
  Trigger,
  TriggerEffect,
  TriggerNote,
  TriggerWatch,
  ValueCut,
  WebMessage,
  WrongCode,
  WrongSecret,
];
