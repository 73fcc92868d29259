/** What the stored open amounts must be, as SQL over `due_date d` and `payment p`: the code that writes allocations and « relais check » share it. */

export const openCentsOf = `(d.amount_cents - d.settled_by_source_cents - (SELECT coalesce(sum(amount_cents), 0) FROM allocation WHERE due_date_id = d.id)
  + (SELECT coalesce(sum(amount_cents), 0) FROM allocation WHERE credit_due_date_id = d.id))`

export const unallocatedCentsOf = `(p.amount_cents - p.settled_by_source_cents - (SELECT coalesce(sum(amount_cents), 0) FROM allocation WHERE payment_id = p.id))`
