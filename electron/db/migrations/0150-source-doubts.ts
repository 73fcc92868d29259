/**
 * What the imported source does not say for certain, so that nothing printed says it for certain.
 * `is_partly_lettered`: part of what the books settled is the rest of a lettering that does not balance; it may still be owed.
 * `is_day_assumed`: a list gave no date of the invoice; `invoiced_on` is the day it is due.
 */
export const sourceDoubts = `
ALTER TABLE due_date ADD COLUMN is_partly_lettered INTEGER NOT NULL DEFAULT 0 CHECK (is_partly_lettered IN (0, 1));
ALTER TABLE payment ADD COLUMN is_partly_lettered INTEGER NOT NULL DEFAULT 0 CHECK (is_partly_lettered IN (0, 1));
ALTER TABLE invoice ADD COLUMN is_day_assumed INTEGER NOT NULL DEFAULT 0 CHECK (is_day_assumed IN (0, 1));
/* of the lists imported before: the third part of a list's key is the day it gave as the due date */
UPDATE invoice SET is_day_assumed = 1 WHERE kind <> 'credit-note' AND EXISTS (
  SELECT 1 FROM due_date d WHERE d.invoice_id = invoice.id AND d.source_key GLOB 'list-*'
    AND d.source_key LIKE '%' || char(31) || '%' || char(31) || invoice.invoiced_on || char(31) || '%');
/* « Pourquoi ? » tells of each due date which generations left it out */
CREATE INDEX reminder_skip_due_date ON reminder_skip (due_date_id);
`
