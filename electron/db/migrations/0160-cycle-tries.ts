/**
 * A cycle is asked again for an asset once the message that asked for it has not left and will not by itself: a trigger, as an index does not see messages.
 */
export const cycleTries = `
DROP INDEX meter_request_cycle;
CREATE INDEX meter_request_cycle ON meter_request (asset_id, cycle_key) WHERE cycle_key IS NOT NULL AND skip_reason = '';
CREATE TRIGGER meter_request_cycle_once BEFORE INSERT ON meter_request WHEN NEW.cycle_key IS NOT NULL AND NEW.skip_reason = '' AND EXISTS (
  SELECT 1 FROM meter_request r JOIN outbox_message m ON m.id = r.outbox_message_id
  WHERE r.asset_id = NEW.asset_id AND r.cycle_key = NEW.cycle_key AND r.skip_reason = '' AND (m.state NOT IN ('failed', 'set_aside', 'cancelled') OR r.answered_on IS NOT NULL))
BEGIN SELECT RAISE(ABORT, 'an asset is asked once for a cycle'); END;
`
