-- AlterTable
ALTER TABLE "orientation_request" ADD COLUMN     "sms_stopped_by" TEXT;

-- Until now the timeline alone told them apart: what nobody pressed came from the provider.
update "orientation_request" as request
set "sms_stopped_by" = case when exists (
  select from "request_event" as event
  where event."request_id" = request."id" and event."kind" = 'sms_stopped' and event."actor" = 'system'
) then 'provider' else 'household' end
where request."sms_stopped_at" is not null;

alter table "orientation_request"
  add constraint "orientation_request_sms_stopped" check (
    ("sms_stopped_at" is null) = ("sms_stopped_by" is null)
    and "sms_stopped_by" in ('household', 'provider')
  );
