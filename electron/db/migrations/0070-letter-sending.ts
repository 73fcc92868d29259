/**
 * Whether a reminder letter left, asked by every screen, rule and file the same way: on paper with its generation; by e-mail once a mail
 * server took one of its messages, on the day it did. 'maybe' « peut-être envoyé », 'waiting' may still leave, 'never' will not by itself.
 * What other slices ask of a letter beside: the day it was written, what it claims, whether its generation was undone.
 */
export const letterSending = `
CREATE VIEW letter_sending AS
SELECT l.id AS letter_id,
  CASE WHEN l.channel = 'paper' THEN 'sent' ELSE coalesce((SELECT CASE WHEN state = 'sent' THEN 'sent' WHEN state IN ('unknown', 'in_data') THEN 'maybe' WHEN state IN ('queued', 'connecting', 'waiting') THEN 'waiting' END AS sending
    FROM outbox_message WHERE letter_id = l.id AND state NOT IN ('failed', 'set_aside', 'cancelled')
    ORDER BY CASE state WHEN 'sent' THEN 0 WHEN 'unknown' THEN 1 WHEN 'in_data' THEN 1 ELSE 2 END LIMIT 1), 'never') END AS sending,
  CASE WHEN l.channel = 'paper' THEN r.as_of ELSE (SELECT min(accepted_on) FROM outbox_message WHERE letter_id = l.id) END AS sent_on,
  l.total_cents - l.deducted_cents + l.interest_cents + l.indemnity_cents AS payable_cents,
  r.as_of AS written_on,
  EXISTS (SELECT 1 FROM reminder_undo WHERE run_id = r.id) AS is_annulled
FROM reminder_letter l JOIN reminder_run r ON r.id = l.run_id AND r.state = 'done';
`
